"""A dossier below a path of another site: no address that it gives leads out of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from tests.web.routes import every_address

PATH = "/dossier"
ADDRESSES = "//@href | //@src | //@action | //@hx-get | //@content[contains(., '://')]"


def test_every_address_on_every_page_stays_below_it(app: Flask) -> None:
    client = app.test_client()
    pages = ["/nowhere", *(page for page in every_address(app) if _get(client, page).mimetype == "text/html")]
    found = {(page, address) for page in pages for address in _addresses(client, page)}
    assert len({page for page, _ in found}) >= 8
    assert [(page, address) for page, address in sorted(found) if not _stays(address)] == []


def test_what_a_page_links_to_is_there(app: Flask) -> None:
    client = app.test_client()
    links = {urlsplit(address) for address in _addresses(client, "/?q=sand") if address.startswith(PATH)}
    paths = {f"{link.path.removeprefix(PATH)}?{link.query}" for link in links}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if _get(client, path).status_code != 200] == []


def test_what_programs_read_names_addresses_below_it(app: Flask) -> None:
    client = app.test_client()
    hit = _get(client, "/api/v1/search?q=sand").get_json()["hits"][0]
    assert hit["url"].startswith(f"{PATH}/documents/")
    assert _get(client, f"/p/{hit['id']}").headers["Location"].startswith(f"{PATH}/documents/")
    for page in ("/robots.txt", "/sitemap.xml", "/opensearch.xml", "/api/v1/search.atom?q=sand"):
        text = _get(client, page).text
        assert f"http://localhost{PATH}/" in text
        assert text.count("http://localhost") == text.count(f"http://localhost{PATH}/"), page


def _get(client: FlaskClient, path: str) -> TestResponse:
    return client.get(path, environ_overrides={"SCRIPT_NAME": PATH})


def _addresses(client: FlaskClient, page: str) -> set[str]:
    return {str(address) for address in html.fromstring(_get(client, page).get_data()).xpath(ADDRESSES)}


def _stays(address: str) -> bool:
    """Whether an address lies below the path, is relative to its page, or is of another site."""
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        return True
    return not parts.path.startswith("/") or parts.path.startswith(f"{PATH}/")
