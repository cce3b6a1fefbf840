"""Answers are sent gzipped where that is taken and worth it, and say the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages import Page

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("url", ["/", "/?q=sand", "/api/v1/search?q=sand", "/static/base.css"])
def test_a_compressed_answer_is_the_plain_one_in_fewer_bytes(client: FlaskClient, url: str) -> None:
    plain, packed = client.get(url), client.get(url, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 1.5
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    if not url.startswith("/api/"):  # which says how long the search took
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("url", ["/?q=sand", "/static/base.css"])
def test_whoever_keeps_answers_is_told_that_they_differ(client: FlaskClient, url: str) -> None:
    for headers in ({}, GZIP):
        assert "Accept-Encoding" in client.get(url, headers=headers).headers["Vary"]
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_small_answers_stay_as_they_are(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


@pytest.mark.parametrize("url", ["/?q=sand", "/static/base.css"])
def test_what_a_browser_has_it_need_not_fetch_again(client: FlaskClient, url: str) -> None:
    first = client.get(url, headers=GZIP)
    assert first.headers["ETag"].startswith("W/")
    again = client.get(url, headers=GZIP | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_first_page_of_results_is_small_with_all_that_it_loads(client: FlaskClient) -> None:
    page = Page(client, "/?q=tide")
    loaded = {*page.tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")}
    loaded |= {str(address).partition("#")[0] for address in page.tree.xpath("//*[local-name()='use']/@href")}
    assert len(loaded) > 8
    assert sum(_size(client, str(address)) for address in (*loaded, "/?q=tide")) < 100_000


def test_all_scripts_together_are_small(client: FlaskClient, app: Flask) -> None:
    folder = Path(str(app.static_folder))
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.js")]
    assert {"vendor/htmx.min.js", "embed/flori-search.js"} <= set(names)
    assert sum(_size(client, f"/static/{name}") for name in names) < 60_000


def _size(client: FlaskClient, address: str) -> int:
    return len(client.get(address, headers=GZIP).data)
