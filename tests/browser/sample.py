"""The application over the sample dossier, for what is run beside the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from indexer.run.progress import SilentReporter
from indexer.run.sync import RunRequest, synchronize
from search.searcher import open_searcher
from search.settings import Settings
from web.app import create_app

SAMPLE = Path(__file__).parents[2] / "corpus"


@contextmanager
def sample_app(folder: Path) -> Iterator[Flask]:
    """The application, its index made anew in the folder."""
    settings = Settings(corpus=(SAMPLE,), index=folder / "index")
    synchronize(settings, RunRequest(), SilentReporter())
    searcher = open_searcher(settings)
    yield create_app(searcher)
    searcher.close()
