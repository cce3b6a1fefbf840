"""Fingerprints of documents, such that any twelve words in a row that two of them share leave one in both.

The winnowing of Schleimer, Wilkerson and Aiken (SIGMOD 2003): of the hashes of all runs of RUN_WORDS words, the least
in each window of WINDOW_RUNS is kept. A window covers RUN_WORDS + WINDOW_RUNS - 1 words, so a shared run of so many
holds a whole window, whose least hash is the same in both documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from indexer.copies.words import stretch_texts, word_numbers, words_in
from search.model import Passage

Hashes = npt.NDArray[np.uint64]

MIN_WORDS = 12
"""The shortest run of words that is traced."""
RUN_WORDS = 8
"""A power of two. Shorter runs are more often shared by chance; longer ones leave smaller windows, so more is kept."""
WINDOW_RUNS = MIN_WORDS - RUN_WORDS + 1

_PACKED = "<u8"
_ALL_BITS = 2**64 - 1
_BASE = 0x9E3779B97F4A7C15
_MULTIPLIER = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_NONE: Hashes = np.zeros(0, np.uint64)


def fingerprints(passages: Iterable[tuple[Passage, str]]) -> Hashes:
    """The fingerprints of a document of these passages, each once, ascending; none where it has too few words."""
    return fingerprints_of_each([passages])[0]


def fingerprints_of_each(documents: Sequence[Iterable[tuple[Passage, str]]]) -> list[Hashes]:
    """The same of many documents, in one pass over the words of all: most are too short for a pass of their own."""
    words: list[str] = []
    holders: list[int] = []
    lengths: list[int] = []
    for holder, passages in enumerate(documents):
        for texts in stretch_texts(passages):
            before = len(words)
            for text in texts:
                words += words_in(text)
            holders.append(holder)
            lengths.append(len(words) - before)
    least = least_of_windows(run_hashes(np.fromiter(word_numbers(words), np.uint64, len(words))))
    stretches = np.repeat(np.arange(len(lengths)), lengths)
    begins = stretches[: least.size]
    whole = begins == stretches[MIN_WORDS - 1 :]  # windows that begin and end in the same stretch
    return _by_holder(np.array(holders, np.int64)[begins[whole]], least[whole], len(documents))


def _by_holder(holders: npt.NDArray[np.int64], hashes: Hashes, count: int) -> list[Hashes]:
    """For each of `count` holders its hashes, ascending and each once. `holders`: of each hash, ascending."""
    is_new = _differs_from_last(holders, hashes)  # windows that follow each other mostly have the same least hash
    holders, hashes = holders[is_new], hashes[is_new]
    order = np.lexsort((hashes, holders))
    hashes = hashes[order]  # the holders ascend, and stay where they are
    is_new = _differs_from_last(holders, hashes)
    holders, hashes = holders[is_new], hashes[is_new]
    return [hashes[start:end] for start, end in pairwise(np.searchsorted(holders, np.arange(count + 1)))]


def _differs_from_last(holders: npt.NDArray[np.int64], hashes: Hashes) -> npt.NDArray[np.bool_]:
    differs = np.ones(hashes.size, bool)
    differs[1:] = (hashes[1:] != hashes[:-1]) | (holders[1:] != holders[:-1])
    return differs


def pack(hashes: Hashes) -> bytes:
    """The fingerprints as the catalog keeps them: little-endian numbers of eight bytes, ascending."""
    return hashes.astype(_PACKED).tobytes()


def unpack(packed: bytes) -> Hashes:
    """The fingerprints that were packed."""
    return np.frombuffer(packed, _PACKED).astype(np.uint64)


def run_hashes(words: Hashes) -> Hashes:
    """A number for each run of RUN_WORDS words, given by their numbers, by where it starts."""
    if words.size < RUN_WORDS:
        return _NONE
    # Of runs twice as long each time: what a run comes to is that of its first half, moved on, and of its second.
    hashes = words
    length, base = 1, _BASE
    while length < RUN_WORDS:
        hashes = hashes[:-length] * np.uint64(base) + hashes[length:]
        length, base = 2 * length, base * base & _ALL_BITS
    # Mixed, so that which hash is the least says nothing about its words.
    hashes = (hashes ^ (hashes >> _HALF)) * _MULTIPLIER
    hashes ^= hashes >> _HALF
    return hashes


def least_of_windows(hashes: Hashes) -> Hashes:
    """The least hash of each window of WINDOW_RUNS, by where the window starts."""
    count = hashes.size - WINDOW_RUNS + 1
    if count <= 0:
        return _NONE
    least = hashes[:count].copy()
    for place in range(1, WINDOW_RUNS):
        np.minimum(least, hashes[place : place + count], out=least)
    return least


def places_of_least(hashes: Hashes) -> npt.NDArray[np.intp]:
    """Where the hashes stand that are the least of a window, ascending."""
    least = least_of_windows(hashes)
    kept = np.zeros(hashes.size, bool)
    for place in range(WINDOW_RUNS):
        kept[place : place + least.size] |= hashes[place : place + least.size] == least
    return np.flatnonzero(kept)
