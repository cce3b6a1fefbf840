"""The application over the sample dossier, for what is run beside the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.places import SAMPLE
from tests.web.applications import application


@contextmanager
def sample_app(folder: Path) -> Iterator[Flask]:
    """The application, its index made anew in the folder."""
    yield from application(SAMPLE, folder / "index")
