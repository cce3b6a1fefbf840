"""The line that forum software writes above a box of code: `Code: Select all`. Nobody posted it."""

from __future__ import annotations

import re

from search.left_out import Stretches

_LABEL = re.compile(
    r"^[^\S\n]*(?P<label>code:\s?\[?(?:select(?: all)?|expand|copy)\]?)[^\S\n]*$", re.IGNORECASE | re.MULTILINE
)


def code_labels(text: str) -> Stretches:
    """Where such lines stand in a page's text."""
    return tuple(match.span("label") for match in _LABEL.finditer(text))
