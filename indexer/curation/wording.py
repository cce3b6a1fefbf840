"""Words of a source found in its text, whatever white space stands between them there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHOWN_WORDS = 12
_LEADING_MARKS = r"\W{0,9}?"


def shown(words: str) -> str:
    """The words for a message, in quotation marks, and not too many of them."""
    listed = words.split()
    return f"“{' '.join(listed[:_SHOWN_WORDS])}{'…' if len(listed) > _SHOWN_WORDS else ''}”"


def starts_in(text: str, words: str) -> list[int]:
    """Every place where the words begin, ascending; not in the middle of a longer word."""
    return [start for start, _ in _places(text, words, 0) if not _is_inside_word(text, start)]


def ends_after(text: str, start: int, first: str, words: str) -> list[int]:
    """Every place where a document may end that begins at `start` with the first words, ascending.

    It ends with the words, not in the middle of a longer one, and not before its first words do.
    """
    least = re.compile(_pattern(first)).match(text, start)
    ends = [end for _, end in _places(text, words, start) if not _is_inside_word(text, end)]
    return [end for end in ends if least is None or end >= least.end()]


def begins_with(text: str, start: int, words: str) -> bool:
    """Whether what begins at `start` begins with the words, marks such as an opening quote left aside."""
    return re.compile(_LEADING_MARKS + _pattern(words)).match(text, start) is not None


def _places(text: str, words: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the words stand from `start` on, as offsets, ascending; they may overlap each other."""
    pattern = re.compile(_pattern(words))
    match = pattern.search(text, start)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
