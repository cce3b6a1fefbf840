"""Applications over real indexes: the sample dossier, and a small one with every case that pages must show."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import SAMPLE
from tests.web.applications import application
from tests.web.dossier import write_dossier
from tests.web.pages import OpenPage, Page


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the small dossier."""
    folder = tmp_path_factory.mktemp("dossier")
    write_dossier(folder)
    yield from application(folder, tmp_path_factory.mktemp("dossier-index"))


@pytest.fixture(scope="session")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the sample dossier that the project ships."""
    yield from application(SAMPLE, tmp_path_factory.mktemp("sample-index"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application over the small dossier."""
    return app.test_client()


@pytest.fixture
def open_page(client: FlaskClient) -> OpenPage:
    """Fetches a page of the small dossier."""

    def fetch(url: str, **headers: str) -> Page:
        return Page(client, url, {name.replace("_", "-"): value for name, value in headers.items()})

    return fetch


@pytest.fixture
def sample_client(sample_app: Flask) -> FlaskClient:
    """A client of the application over the sample dossier."""
    return sample_app.test_client()


@pytest.fixture(scope="session")
def formula_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application over documents whose titles and authors a spreadsheet would compute."""
    folder = tmp_path_factory.mktemp("formulas")
    records = [
        {"id": start, "title": f"{start}SUM(A1)", "author": f"{start}cmd|' /C calc'!A0", "text": f"{start}1 is a sum."}
        for start in ("=", "+", "-", "@", "＝")
    ]
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    yield from application(folder, tmp_path_factory.mktemp("formulas-index"))


@pytest.fixture
def formula_client(formula_app: Flask) -> FlaskClient:
    """A client of the application over formulas."""
    return formula_app.test_client()
