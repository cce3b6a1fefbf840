"""Fingerprints of documents, such that any twelve words in a row that two of them share leave one in both.

The winnowing of Schleimer, Wilkerson and Aiken (SIGMOD 2003): of the hashes of all runs of RUN_WORDS words, the least
in each window of WINDOW_RUNS is kept. A window covers RUN_WORDS + WINDOW_RUNS - 1 words, so a shared run of so many
holds a whole window, whose least hash is the same in both documents.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexer.copies.words import WORD, stretch_texts, word_numbers
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
    stretches = ([word for text in texts for word in WORD.findall(text)] for texts in stretch_texts(passages))
    kept = [
        least_of_windows(run_hashes(np.fromiter(word_numbers(words), np.uint64, len(words)))) for words in stretches
    ]
    ascending = np.sort(np.concatenate([_NONE, *kept]))
    is_new = np.ones(ascending.size, bool)  # what np.unique does, which takes three times as long for so few
    is_new[1:] = ascending[1:] != ascending[:-1]
    return ascending[is_new]


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
