"""Answers sent gzipped to browsers that take them so, so that no server in front has to be told to."""

from __future__ import annotations

import gzip
from http import HTTPStatus

from flask import Flask, Response, request

LEAST_BYTES = 1_000
"""A smaller answer fits into one packet as it is."""
_LEVEL = 6
_TEXTS = (
    *("text/", "image/svg+xml"),
    *("application/javascript", "application/json", "application/problem+json", "application/x-ndjson"),
    *("application/atom+xml", "application/xml"),
)


def register_compression(app: Flask) -> None:
    """Compress what is text. Register it first: what is registered first is done to an answer last.

    No page holds a secret beside words that somebody else may choose, so that its length gives nothing away.
    """
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not (response.mimetype or "").startswith(_TEXTS) or response.status_code != HTTPStatus.OK:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0 or "Content-Encoding" in response.headers or request.method == "HEAD":
        return response
    if request.endpoint == "static":  # small files, which browsers keep
        response.direct_passthrough = False
    elif response.is_streamed:
        return response
    body = response.get_data()
    if len(body) >= LEAST_BYTES:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_etag(response)
    return response


def _weaken_etag(response: Response) -> None:
    """The same contents in other bytes: a strong validator would promise the same bytes."""
    etag, weak = response.get_etag()
    if etag and not weak:
        response.set_etag(etag, weak=True)
