"""Headers: what a browser may do with an answer, and how long it may keep it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

EVERYWHERE = [
    "/",
    "/?q=sand",
    "/nowhere",
    "/static/base.css",
    "/api/v1/search",
    "/api/v1/nothing",
    "/healthz",
    "/metrics",
]


@pytest.mark.parametrize("url", EVERYWHERE)
def test_every_answer_carries_the_security_headers(client: FlaskClient, url: str) -> None:
    headers = client.get(url).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/?q=sand")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/?q=sand", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/?q=tide", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
