"""Applications over folders that have just been indexed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from indexer.run.progress import SilentReporter
from indexer.run.sync import RunRequest, synchronize
from search.searcher import open_searcher
from search.settings import Settings
from web.app import create_app


def application(corpus: Path, index: Path) -> Iterator[Flask]:
    """An application over a folder that has just been indexed."""
    settings = Settings(corpus=(corpus,), index=index)
    synchronize(settings, RunRequest(), SilentReporter())
    searcher = open_searcher(settings)
    yield create_app(searcher)
    searcher.close()
