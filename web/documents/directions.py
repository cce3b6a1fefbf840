"""Texts that run from right to left, or are turned by marks: kept from turning what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_CLOSED_BY = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""Embeddings and overrides, isolates -> what ends each: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters"""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
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


def isolated(name: str) -> str:
    """A name that may stand in a line with others: one with letters that run from right to left is set apart.

    Without, the number or arrow behind it would be shown before it: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
    """
    if name.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, name)):
        return name
    return f"\u2068{closed_directions(name)}\u2069"
