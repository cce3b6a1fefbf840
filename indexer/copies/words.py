"""The words of a document as copies are compared by: case and punctuation aside, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.model import Passage

WORD = re.compile(r"\w+")
_BREAK = "\0"
"""Stands between two stretches of a document that another one interrupts; it is no word and equals none."""


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document's own words in order, those of the documents quoted in it left out.

    `words`: case aside; a break stands where another document interrupts. `starts`, `ends`: offsets in the source's
    text, in code points. `passages`: the document's, in order; `first_words`: where in `words` each begins, and at
    the end how many words there are.
    """

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    passages: Sequence[Passage]
    first_words: Sequence[int]

    def is_break(self, place: int) -> bool:
        """Whether no word stands there."""
        return self.words[place] == _BREAK

    def passage_lengths(self) -> list[int]:
        """How many words each passage has."""
        return [after - first - self.words[first:after].count(_BREAK) for first, after in pairwise(self.first_words)]


def document_words(passages: Sequence[tuple[Passage, str]]) -> DocumentWords:
    """The words of a document's passages with their texts, which are in order."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    first_words: list[int] = []
    position = None
    for passage, text in passages:
        first_words.append(len(words))
        if position is not None and passage.start != position:
            words.append(_BREAK)
            starts.append(position)
            ends.append(position)
        for word in WORD.finditer(text):
            words.append(word[0].casefold())
            starts.append(passage.start + word.start())
            ends.append(passage.start + word.end())
        position = passage.end
    return DocumentWords(words, starts, ends, [passage for passage, _ in passages], [*first_words, len(words)])


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
