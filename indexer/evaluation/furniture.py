"""What a page repeats beside its posts, and how many words of it are left in documents: a measure without truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

_CELL = re.compile(r"\S(?:[^\t\n]*?\S)??(?=[^\S\n]{3,}|\t|\n|$)")
_LABEL = re.compile(r"(\w+(?: \w+)?:)(?:\s|$)")
_DIGITS = re.compile(r"\d+")
_REPEATED_SHARE = 0.5
_FEWEST = 3


def repeated_cells(text: str, starts: Sequence[int]) -> frozenset[str]:
    """The forms of the lines, and of the parts of lines that wide gaps divide, that stand beside half of the documents.

    `starts`: where documents begin, in order; each reaches to the next one. Forms: in lower case, digits alike, and a
    label (`Joined:`) without its value. None where documents are few.
    """
    whole = ({form for _, form in _cells(text[start:end])} for start, end in pairwise([*starts, len(text)]))
    counts = Counter(form for forms in whole for form in forms)
    fewest = max(_FEWEST, _REPEATED_SHARE * len(starts))
    return frozenset(form for form, count in counts.items() if count >= fewest)


def repeated_words(text: str, cells: frozenset[str]) -> int:
    """How many words of a document's text stand in those cells."""
    return sum(len(cell.split()) for cell, form in _cells(text) if form in cells)


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Each cell with its form; marks alone have none."""
    for cell in _CELL.findall(text):
        label = _LABEL.match(cell)
        form = _DIGITS.sub("0", (label[1] if label else cell).casefold())
        if any(character.isalnum() for character in form):
            yield cell, form
