"""Stretches within a document that are none of its words, as the column beside a post: blanked, so offsets hold."""

from __future__ import annotations

from collections.abc import Iterable

Stretches = tuple[tuple[int, int], ...]
"""Offsets in a source's text, ascending, apart, none of them empty."""


def blanked(text: str, left_out: Iterable[tuple[int, int]]) -> str:
    """The text, as long as it was, with spaces in the place of what is left out; line ends stay."""
    pieces: list[str] = []
    position = 0
    for start, end in left_out:
        pieces += (text[position:start], "\n".join(" " * len(line) for line in text[start:end].split("\n")))
        position = end
    return "".join((*pieces, text[position:])) if pieces else text


def within(left_out: Iterable[tuple[int, int]], start: int, end: int) -> Stretches:
    """What of it lies in [start, end)."""
    return tuple((max(a, start), min(b, end)) for a, b in left_out if a < end and b > start)
