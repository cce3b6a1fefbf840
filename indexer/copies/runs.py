"""The runs of words that two documents share, found by common fingerprints and followed word by word."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.copies.candidates import contained
from indexer.copies.fingerprints import MIN_WORDS, Hashes, places_of_least, run_hashes
from indexer.copies.words import BREAK, DocumentWords
from search.catalog import AlikePassages

ALIKE_SHARE = 2 / 3
"""Two passages are the same passage where at least so much of the words of each stands in the other."""
_PLACES_OF_ONE = 8
"""Places of one fingerprint in a document that are followed: a document that repeats itself needs no more."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """`words` words that stand alike in two documents, from the place `earlier` in one, `later` in the other."""

    earlier: int
    later: int
    words: int


class Places(NamedTuple):
    """A document's words, and where its fingerprints stand among them: each with a place where its run starts.

    A fingerprint that stands at several places is there as often, in the order of the places.
    """

    words: DocumentWords
    fingerprints: array[int]
    starts: array[int]


def find_places(words: DocumentWords, wanted: Hashes) -> Places:
    """The places of those of the document's fingerprints that are `wanted`; these ascend."""
    found = Places(words, array("Q"), array("I"))
    times: Counter[int] = Counter()
    numbers = np.frombuffer(words.numbers, np.uint64)
    for first, after in _stretches(words.numbers):
        hashes = run_hashes(numbers[first:after])
        kept = places_of_least(hashes)
        for place in kept[contained(hashes[kept], wanted)].tolist():
            fingerprint = int(hashes[place])
            times[fingerprint] += 1
            if times[fingerprint] <= _PLACES_OF_ONE:
                found.fingerprints.append(fingerprint)
                found.starts.append(first + place)
    return found


def shared_runs(earlier: Places, later: Places) -> list[WordRun]:
    """The longest runs of at least MIN_WORDS words that stand in both and hold a fingerprint that is placed in both.

    In the order of the later document. Where it has words that stand in the earlier one more than once, the longest
    run that holds them counts, then the first.
    """
    kept: list[WordRun] = []
    for run in sorted(_all_runs(earlier, later), key=lambda run: (-run.words, run.earlier, run.later)):
        if not any(_within(run, other) for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda run: (run.later, run.earlier))


def alike_passages(earlier: DocumentWords, later: DocumentWords, runs: Sequence[WordRun]) -> list[AlikePassages]:
    """The passages of the two that are the same passage, in no particular order."""
    if not runs:
        return []
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        for first, after in _in_one_passage_each(earlier, later, run):
            shared[earlier.passage_of(run.earlier + first), later.passage_of(run.later + first)] += after - first
    return [
        AlikePassages(earlier.document_id, later.document_id, earlier.passages[one], later.passages[other])
        for (one, other), words in shared.items()
        if words >= ALIKE_SHARE * max(earlier.passage_lengths[one], later.passage_lengths[other])
    ]


def _stretches(words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of places that no break interrupts."""
    first = 0
    for _ in range(words.count(BREAK)):
        after = words.index(BREAK, first)
        yield first, after
        first = after + 1
    yield first, len(words)


def _all_runs(earlier: Places, later: Places) -> Iterator[WordRun]:
    common = set(earlier.fingerprints).intersection(later.fingerprints)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for fingerprint, place in zip(earlier.fingerprints, earlier.starts, strict=True):
        if fingerprint in common:
            places[fingerprint].append(place)
    met = [
        (place, other)
        for fingerprint, other in zip(later.fingerprints, later.starts, strict=True)
        if fingerprint in common
        for place in places[fingerprint]
    ]
    reached: dict[int, int] = {}
    for place, other in sorted(met):
        shift = other - place
        if place < reached.get(shift, 0):  # a run that was found holds this fingerprint too
            continue
        run = _longest(earlier.words.numbers, later.words.numbers, place, other)
        reached[shift] = run.earlier + run.words
        if run.words >= MIN_WORDS:
            yield run


def _longest(earlier: Sequence[int], later: Sequence[int], place: int, other: int) -> WordRun:
    """The longest run through these two places, which may have no word in common."""
    back, forth = 0, 0
    while place > back and other > back and earlier[place - back - 1] == later[other - back - 1] != BREAK:
        back += 1
    most = min(len(earlier) - place, len(later) - other)
    while forth < most and earlier[place + forth] == later[other + forth] != BREAK:
        forth += 1
    return WordRun(place - back, other - back, back + forth)


def _within(run: WordRun, other: WordRun) -> bool:
    return other.later <= run.later and run.later + run.words <= other.later + other.words


def _in_one_passage_each(earlier: DocumentWords, later: DocumentWords, run: WordRun) -> Iterator[tuple[int, int]]:
    """The run cut wherever a passage of either document begins: places counted from its start."""
    cuts = {first - run.earlier for first in earlier.first_words} | {first - run.later for first in later.first_words}
    return pairwise([0, *sorted(cut for cut in cuts if 0 < cut < run.words), run.words])
