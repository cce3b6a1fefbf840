"""A text as lines with their offsets, for segmenters that read line by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` without white space at its ends, which lies at [start, end) of the source's text.

    `indent`: how many characters of white space stand before it. A blank line has start == end.
    """

    text: str
    start: int
    end: int
    indent: int


def lines_of(text: str) -> list[Line]:
    """The lines of `text`, blank ones included, in order."""
    lines = []
    offset = 0
    for raw in text.split("\n"):
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if words else 0
        start = offset + indent
        lines.append(Line(text=words, start=start, end=start + len(words), indent=indent))
        offset += len(raw) + 1
    return lines
