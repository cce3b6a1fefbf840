"""What changed between two texts, in words, and how much of their words two texts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from search.documents.views import Change

_WORD = re.compile(r"\S+\s*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 2_000
"""Stretches longer than this are compared line by line only: the time taken grows with the product of lengths."""


def changes_between(before: str, after: str) -> tuple[Change, ...]:
    """The way from one text to the other; `kept` and `removed` together are the first, `kept` and `added` the second.

    White space counts with the word before it, and what differs in white space alone is kept as `after` has it.
    """
    # With a line end after the last word too, so that no two words can run together.
    old, new = (_LINE.findall(f"{text.rstrip()}\n") for text in (before, after))
    return tuple(_joined(_compared(old, new, words=True)))


def similarity(first: Counter[str], second: Counter[str]) -> float:
    """The share of words that two texts have in common, 0 to 1: the Sørensen-Dice coefficient of their words."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _compared(before: Sequence[str], after: Sequence[str], *, words: bool) -> Iterator[Change]:
    """Changes between units; where `words`, units that differ are taken apart into words and compared again."""
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[other_start:other_end])
        if before[start:end] and _keys(before[start:end]) == _keys(after[other_start:other_end]):
            yield Change("kept", new)
        elif words and old and new and _fits(old) and _fits(new):
            yield from _compared(_WORD.findall(old), _WORD.findall(new), words=False)
        else:
            yield Change("removed", old)
            yield Change("added", new)


def _keys(units: Sequence[str]) -> list[str]:
    return [" ".join(unit.split()) for unit in units]


def _fits(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one change; empty ones left out."""
    pending: Change | None = None
    for change in changes:
        if not change.text:
            continue
        if pending is not None and pending.kind == change.kind:
            pending = Change(change.kind, pending.text + change.text)
            continue
        if pending is not None:
            yield pending
        pending = change
    if pending is not None:
        yield pending
