"""The words of one field in the order of passages, kept as numbers until they are inverted."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np

from search.engines.counting.arrays import Integers
from search.engines.whoosh.inverted import Inverted, invert
from search.numbered_tokens import NumberedTokens, Vocabulary


class RunningText:
    """Collects words; each distinct pair of word and stem is kept once, each occurrence as its number."""

    def __init__(self) -> None:
        self._number_of: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
        self._occurrences = array("I")
        # One entry for each stretch of words that was added: its passage, its length and its first position.
        self._passages = array("I")
        self._counts = array("I")
        self._positions = array("I")
        self._vocabulary = Vocabulary([], [])
        # By number in that vocabulary, the number here.
        self._own_numbers = array("I")

    def __len__(self) -> int:
        return len(self._occurrences)

    def add(self, passage: int, words: Sequence[tuple[str, str]], position: int) -> None:
        """Add words of a passage, each with its stem, the first at `position`. Passages come in ascending order."""
        self._occurrences.extend(map(self._number_of.__getitem__, words))
        self._note(passage, len(words), position)

    def add_numbered(self, passage: int, tokens: NumberedTokens, position: int) -> None:
        """The same, of tokens that have numbers in a vocabulary: these stand for all their words and stems at once."""
        vocabulary = tokens.vocabulary
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._own_numbers = vocabulary, array("I")
        known = len(self._own_numbers)
        if known < len(vocabulary.words):
            pairs = zip(vocabulary.words[known:], vocabulary.stems[known:], strict=True)
            self._own_numbers.extend(map(self._number_of.__getitem__, pairs))
        self._occurrences.frombytes(_integers(self._own_numbers)[_integers(tokens.numbers)].tobytes())
        self._note(passage, len(tokens.numbers), position)

    def by_word(self) -> Inverted:
        """Which passages have each word, how often and where."""
        return self._inverted((word for word, _ in self._number_of), positions=True)

    def by_stem(self) -> Inverted:
        """Which passages have each stem, how often and where."""
        return self._inverted((stem for _, stem in self._number_of), positions=True)

    def presence_by_word(self) -> Inverted:
        """Which passages have each word."""
        return self._inverted((word for word, _ in self._number_of), positions=False)

    def _note(self, passage: int, count: int, position: int) -> None:
        self._passages.append(passage)
        self._counts.append(count)
        self._positions.append(position)

    def _inverted(self, tokens: Iterable[str], *, positions: bool) -> Inverted:
        """The lists by token, where `tokens` has one for each pair, in the order of their numbers."""
        index_of: dict[str, int] = {}
        token_of_pair = np.array([index_of.setdefault(token, len(index_of)) for token in tokens], np.uint32)
        occurrences = token_of_pair[_integers(self._occurrences)]
        counts = _integers(self._counts)
        passages = np.repeat(_integers(self._passages), counts)
        return invert(list(index_of), occurrences, passages, self._places(counts) if positions else None)

    def _places(self, counts: Integers) -> Integers:
        """The position of each word in its passage."""
        begins = np.cumsum(counts) - counts
        shifts = np.repeat(_integers(self._positions).astype(np.int64) - begins.astype(np.int64), counts)
        return shifts + np.arange(shifts.size)


def _integers(values: array[int]) -> Integers:
    return np.frombuffer(values, np.uint32)
