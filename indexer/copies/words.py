"""The words of a document as copies are compared by: case and punctuation aside, each with its place."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from search.model import Passage

WORD = re.compile(r"\w+")
_WORD_OR_GAP = re.compile(r"\w+|\W+")
_GAPS_BLANKED = bytes(code if code < 128 and WORD.match(chr(code)) else ord(" ") for code in range(256))
BREAK = 0
"""Stands between two stretches of a document that another one interrupts; it is the number of no word."""

_CACHED_WORDS = 200_000


class DocumentWords(NamedTuple):
    """A document's own words in order, those of the documents quoted in it left out.

    `numbers`: of its words, see `word_numbers`; a BREAK stands where another document interrupts. `starts`, `ends`:
    where in the source's text each word does, in code points. `passages`: the ids of its passages, in order;
    `passage_lengths`: their words; `first_words`: where in `numbers` each begins. Put aside and taken again by the
    thousand, hence a tuple.
    """

    document_id: str
    numbers: array[int]
    starts: array[int]
    ends: array[int]
    passages: list[str]
    passage_lengths: list[int]
    first_words: list[int]

    def passage_of(self, place: int) -> int:
        """Which passage the word at that place stands in."""
        return bisect_right(self.first_words, place) - 1


def document_words(passages: Sequence[tuple[Passage, str]]) -> DocumentWords:
    """The words of a document's passages with their texts, which are in order; there is at least one."""
    found = DocumentWords(passages[0][0].document_id, array("Q"), array("I"), array("I"), [], [], [])
    position = None
    for passage, text in passages:
        found.passages.append(passage.id)
        found.first_words.append(len(found.numbers))
        if position is not None and passage.start != position:
            found.numbers.append(BREAK)
            found.starts.append(position)
            found.ends.append(position)
        pieces = _WORD_OR_GAP.findall(text)
        first = 0 if pieces and WORD.match(pieces[0]) else 1
        edges = list(accumulate(map(len, pieces), initial=passage.start))
        words = pieces[first::2]
        found.passage_lengths.append(len(words))
        found.numbers.extend(word_numbers(words))
        found.starts.extend(edges[first:-1:2])
        found.ends.extend(edges[first + 1 :: 2])
        position = passage.end
    return found


def words_in(text: str) -> list[str]:
    """The words of a text as they stand there, in order."""
    if text.isascii():  # so are most, and this takes half the time
        return text.encode().translate(_GAPS_BLANKED).decode().split()
    return WORD.findall(text)


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


def word_numbers(words: Iterable[str]) -> Iterator[int]:
    """A number of 64 bits for each word, the same for the same word on every machine, case aside; never BREAK."""
    return map(_KNOWN.__getitem__, words)


class _KnownWords(dict[str, int]):
    """Words as they stand in texts -> their numbers; filled as they are met, started afresh when full."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        number = int.from_bytes(blake2b(word.casefold().encode(), digest_size=8).digest(), "big") or 1
        self[word] = number
        return number


_KNOWN = _KnownWords()
