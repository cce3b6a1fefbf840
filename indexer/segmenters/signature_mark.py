"""The mark above a signature in e-mail and newsgroups: a line of two hyphens."""

from __future__ import annotations

import re

# https://www.rfc-editor.org/rfc/rfc3676#section-4.3; many programs lose the space behind the hyphens.
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_MOST_LINES = 12


def above_marked_signature(text: str, start: int, end: int) -> int:
    """The end of the words in [start, end) above the signature that ends them, else `end`."""
    marks = [match.start() for match in _SIGNATURE.finditer(text, start, end)]
    if not marks or text.count("\n", marks[-1], end) > _MOST_LINES or not text[start : marks[-1]].strip():
        return end
    return marks[-1]
