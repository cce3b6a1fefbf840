"""What an operator sees: health, readiness, counts, and answers while there is no index."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from search.settings import Settings
from tests.web.applications import application
from tests.web.dossier import write_dossier
from tests.web.pages import Page, page_problems
from web.app import create_app
from web.problems import CONTENT_TYPE


@pytest.fixture
def empty_client(tmp_path: Path) -> FlaskClient:
    """A client of an application whose index has not been made yet."""
    return create_app(Settings(index=tmp_path / "index", title="My dossier")).test_client()


def test_a_ready_service_says_what_it_searches(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ready"
    assert ready["documents"] == 38
    assert ready["generation"] >= 1


def test_a_service_without_an_index_is_alive_and_not_ready(empty_client: FlaskClient) -> None:
    assert empty_client.get("/healthz").status_code == 200
    for url in ("/readyz", "/api/v1/search"):
        response = empty_client.get(url)
        assert (response.status_code, response.content_type) == (503, CONTENT_TYPE)
        assert "flori index" in response.get_json()["detail"]


def test_a_page_without_an_index_says_what_to_do(empty_client: FlaskClient) -> None:
    page = Page(empty_client, "/?q=sand")
    assert page.status == 503
    assert "flori index" in page.texts("//*[@id='problem-detail']")[0]
    assert page.one("//input[@id='q']").get("value") == "sand"
    assert page_problems(page) == []


@pytest.mark.parametrize("state", ["missing", "damaged", "outdated", "foreign"])
def test_no_visitor_is_told_a_folder_of_the_machine_and_the_log_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, state: str
) -> None:
    folder = tmp_path / "index"
    if state != "missing":
        folder.mkdir(mode=0o700)
    if state == "damaged":
        (folder / "catalog.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    if state == "outdated":
        with closing(sqlite3.connect(folder / "catalog.sqlite")) as catalog:
            catalog.execute("PRAGMA user_version = 1")
    if state == "foreign":
        folder.chmod(0o777)
    client = create_app(Settings(index=folder)).test_client()
    for url in ("/", "/?q=sand", "/readyz", "/api/v1/search", "/embed?q=sand", "/oembed?url=http://localhost/d/1"):
        response = client.get(url)
        assert response.status_code == 503, url
        assert str(tmp_path) not in response.text
    assert str(folder) in caplog.text


def test_an_index_made_after_the_start_is_served_without_a_restart(empty_client: FlaskClient, tmp_path: Path) -> None:
    assert empty_client.get("/readyz").status_code == 503
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_dossier(corpus)
    for _ in application(corpus, tmp_path / "index"):
        assert empty_client.get("/readyz").get_json()["documents"] == 38


def test_the_title_of_the_settings_stands_on_every_page(empty_client: FlaskClient) -> None:
    page = Page(empty_client, "/")
    assert page.texts("//p[@class='brand']") == ["My dossier"]
    assert page.texts("/html/head/title")[0].endswith("My dossier")


def test_requests_are_counted_by_endpoint_and_status(client: FlaskClient) -> None:
    def count() -> float:
        families = text_string_to_metric_families(client.get("/metrics").get_data(as_text=True))
        labels = {"endpoint": "api.search", "status": "400"}
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == "flori_http_requests_total" and sample.labels == labels
        )

    before = count()
    client.get("/api/v1/search?date=soon")
    assert count() == before + 1


def test_addresses_do_not_multiply_series(client: FlaskClient) -> None:
    client.get("/documents/aaaa")
    client.get("/documents/bbbb")
    text = client.get("/metrics").get_data(as_text=True)
    assert "aaaa" not in text
    assert 'endpoint="documents.page",status="404"' in text
