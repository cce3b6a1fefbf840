"""The language that an address names (`lang=de`): links keep it from page to page where an address names one."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import has_request_context, request

from web.translations import languages

PARAMETER = "lang"
_WITHOUT_WORDS = ("static", "discovery.", "health.", "metrics")


def named_language() -> str | None:
    """The language that the address names, if it is one of ours. Every address that is made asks for it."""
    if not has_request_context() or PARAMETER not in request.args:
        return None
    named = request.args[PARAMETER]
    return named if named in languages() else None


def keep_named_language(endpoint: str, values: dict[str, Any]) -> None:
    """Add the language that the address names to an address that is being made (for `Flask.url_defaults`)."""
    named = named_language()
    if named and not endpoint.startswith(_WITHOUT_WORDS):
        values.setdefault(PARAMETER, named)


def without_language(path: str) -> str:
    """The path without the language that it names."""
    if not named_language():
        return path
    path, hash_mark, fragment = path.partition("#")
    path, _, query = path.partition("?")
    kept = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != PARAMETER])
    return f"{path}{'?' if kept else ''}{kept}{hash_mark}{fragment}"
