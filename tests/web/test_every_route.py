"""What holds at every address there is: nothing can be changed through it, and a browser may do little with it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.settings import Settings
from tests.web.routes import every_address
from web.app import create_app

READING = {"GET", "HEAD", "OPTIONS"}
PROBLEMS = [
    "/nowhere",
    "/?q=colour%3Ared",
    "/api/v1/search?date=soon",
    "/documents/0000000000000000",
    "/static/nothing",
]
FRAMED = "https://news.example"


@pytest.fixture(scope="module")
def framed_app(app: Flask) -> Flask:
    """The small dossier, to be framed by another site."""
    return create_app(app.extensions["searcher"].get(), Settings(frame_ancestors=(FRAMED,)))


def policy_of(header: str) -> dict[str, str]:
    """The directives of a policy."""
    return {name: value for name, _, value in (part.strip().partition(" ") for part in header.split(";"))}


def test_every_route_is_walked(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    walked = {adapter.match(address.partition("?")[0])[0] for address in every_address(app)}
    assert walked == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_every_route_answers_reading_alone(app: Flask) -> None:
    assert {method for rule in app.url_map.iter_rules() for method in rule.methods or ()} == READING


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_no_address_can_be_written_to(app: Flask, client: FlaskClient, method: str) -> None:
    for address in every_address(app):
        response = client.open(address, method=method, data=b"x" * 100)
        assert response.status_code == 405, address
        assert set(response.allow) == READING


def test_every_address_answers_head_as_it_answers_get(app: Flask, client: FlaskClient) -> None:
    for address in every_address(app):
        response, whole = client.head(address), client.get(address, buffered=True)
        assert (response.status_code, response.data) == (whole.status_code, b"")
        assert response.content_type == whole.content_type
        assert client.options(address).status_code == 200


def test_every_answer_tells_the_browser_to_do_little_with_it(framed_app: Flask) -> None:
    client = framed_app.test_client()
    for address in (*every_address(framed_app), *PROBLEMS):
        headers = client.get(address, buffered=True).headers
        policy = policy_of(headers["Content-Security-Policy"])
        assert policy["default-src"] == "'none'", address
        assert not [source for source in policy.values() if "unsafe" in source or "*" in source], address
        framed = f"'self' {FRAMED}" if address.startswith("/embed?") else "'none'"
        assert policy["frame-ancestors"] == framed, address
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert "Set-Cookie" not in headers


def test_a_defect_is_answered_with_the_same_headers_and_without_its_traceback(app: Flask) -> None:
    broken = create_app(app.extensions["searcher"].get())
    broken.add_url_rule("/broken", view_func=lambda: {}["secret key"])
    response = broken.test_client().get("/broken")
    assert response.status_code == 500
    assert policy_of(response.headers["Content-Security-Policy"])["frame-ancestors"] == "'none'"
    assert "secret key" not in response.get_data(as_text=True)


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_no_other_site_may_read_what_was_not_opened_to_it(app: Flask, client: FlaskClient, origin: str | None) -> None:
    for address in every_address(app):
        headers = {"Origin": origin} if origin else {}
        response = client.get(address, headers=headers, buffered=True)
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")], address
