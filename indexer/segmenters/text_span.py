"""Stretches of a source's text: its own words, and a stretch without the white space at its ends."""

from __future__ import annotations

from indexer.structure import BlockKind, StructuredText


def words_span(source: StructuredText) -> tuple[int, int]:
    """Where the words of a source start and end: all of it but front matter; equal offsets where it has none."""
    words = [block for block in source.blocks if block.kind is not BlockKind.FRONT_MATTER]
    return (words[0].start, words[-1].end) if words else (0, 0)


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends; equal offsets where nothing is left."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))
