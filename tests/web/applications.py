"""Applications over folders that have just been indexed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from indexer.run.progress import SilentReporter
from indexer.run.sync import RunRequest, synchronize
from search.searcher import Searcher, open_searcher
from search.settings import Settings
from web.app import create_app


@contextmanager
def indexed(corpus: Path, index: Path) -> Iterator[Searcher]:
    """What searches a folder that has just been indexed."""
    settings = Settings(corpus=(corpus,), index=index)
    synchronize(settings, RunRequest(), SilentReporter())
    searcher = open_searcher(settings)
    yield searcher
    searcher.close()


def application(corpus: Path, index: Path) -> Iterator[Flask]:
    """An application over a folder that has just been indexed."""
    with indexed(corpus, index) as searcher:
        yield create_app(searcher)


def configured(app: Flask, **settings: Any) -> FlaskClient:
    """A client of an application over the same dossier with other settings."""
    return create_app(app.extensions["searcher"].get(), Settings(**settings)).test_client()
