"""The words of a document as copies are compared by: case and punctuation aside, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.model import Passage

WORD = re.compile(r"\w+")
BREAK = "\0"
"""Stands between two stretches of a document that another one interrupts; it is no word."""

_PASSAGES_AT_HAND = 1_000


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document's own words in order, those of the documents quoted in it left out.

    `words`: case aside; a BREAK stands where another document interrupts. `passages`: the document's with their
    texts, in order; `first_words`: where in `words` each begins, and at the end how many words there are.
    """

    words: Sequence[str]
    passages: Sequence[tuple[Passage, str]]
    first_words: Sequence[int]

    def passage_of(self, place: int) -> int:
        """Which passage the word at that place stands in."""
        return bisect_right(self.first_words, place) - 1

    def passage_lengths(self) -> list[int]:
        """How many words each passage has."""
        return [after - first - self.words[first:after].count(BREAK) for first, after in pairwise(self.first_words)]

    def offsets(self, place: int) -> tuple[int, int]:
        """Where in the source's text a word starts and ends, in code points."""
        number = self.passage_of(place)
        passage, text = self.passages[number]
        first = self.first_words[number]
        before = place - first - self.words[first:place].count(BREAK)
        start, end = _spans(text)[before]
        return passage.start + start, passage.start + end


def document_words(passages: Sequence[tuple[Passage, str]]) -> DocumentWords:
    """The words of a document's passages with their texts, which are in order."""
    words: list[str] = []
    first_words: list[int] = []
    position = None
    for passage, text in passages:
        first_words.append(len(words))
        if position is not None and passage.start != position:
            words.append(BREAK)
        words.extend(map(str.casefold, WORD.findall(text)))
        position = passage.end
    return DocumentWords(words, passages, [*first_words, len(words)])


def stretch_texts(passages: Iterable[tuple[Passage, str]]) -> Iterator[list[str]]:
    """The texts of passages that follow on each other, a list for each stretch that nothing interrupts."""
    stretch: list[str] = []
    position = None
    for passage, text in passages:
        if stretch and passage.start != position:
            yield stretch
            stretch = []
        stretch.append(text)
        position = passage.end
    if stretch:
        yield stretch


@lru_cache(_PASSAGES_AT_HAND)
def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands."""
    return [word.span() for word in WORD.finditer(text)]
