"""Marks in a text that turn its direction: closed at its end, so that they turn nothing that stands beside it."""

from __future__ import annotations

import re
from typing import Any

_CLOSED_BY = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""Embeddings and overrides, isolates -> what ends each: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters"""
_OPENING = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")


def closed_directions(value: Any) -> Any:
    """A text with an end for every mark that it leaves open; any other value, and any other text, as it is.

    A template shows names and titles of documents beside words of its own, which such a mark would show backwards.
    """
    # A page puts thousands of texts through here, and nearly all are ASCII, which is known of a text without a look.
    if not isinstance(value, str) or value.isascii() or not _OPENING.search(value):
        return value
    missing: list[str] = []
    for character in value:
        if character in _CLOSED_BY:
            missing.append(_CLOSED_BY[character])
        elif missing and character == missing[-1]:
            missing.pop()
    return value + "".join(reversed(missing))
