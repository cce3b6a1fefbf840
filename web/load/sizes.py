"""The size of an address: what is far longer than any that this site makes is not even read."""

from __future__ import annotations

from flask import Flask, g, request
from werkzeug.exceptions import RequestURITooLarge

from search.message import Message

MAX_QUERY_STRING_BYTES = 65_536
"""Room for the longest query in any script, each byte of it as three, and for a list of passages."""


def register_sizes(app: Flask) -> None:
    """Refuse longer addresses, which cost more to read and to repeat in an answer than to refuse."""
    app.before_request(_check)


def _check() -> None:
    if len(request.query_string) > MAX_QUERY_STRING_BYTES:
        g.refused = "size"
        raise RequestURITooLarge(
            Message("The address has more than %(most)s bytes after its question mark.", most=MAX_QUERY_STRING_BYTES)
        )
