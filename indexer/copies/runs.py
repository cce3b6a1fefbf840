"""The runs of words that two documents share, found by common fingerprints and followed word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.copies.fingerprints import MIN_WORDS, least_of_windows, run_hashes, word_hashes
from indexer.copies.words import DocumentWords

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


@dataclass(frozen=True, slots=True)
class Places:
    """A document's words, and where its fingerprints stand among them: fingerprint -> places of its run's start."""

    words: DocumentWords
    of: Mapping[int, Sequence[int]]


def find_places(words: DocumentWords) -> Places:
    """The places of the fingerprints that `fingerprints` gives for the document."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for first, after in _stretches(words):
        hashes = run_hashes(word_hashes(words.words[first:after]))
        kept = np.isin(hashes, least_of_windows(hashes))
        for place in np.flatnonzero(kept).tolist():
            of_one = places[int(hashes[place])]
            if len(of_one) < _PLACES_OF_ONE:
                of_one.append(first + place)
    return Places(words, places)


def shared_runs(earlier: Places, later: Places, common: Collection[int]) -> list[WordRun]:
    """The longest runs of at least MIN_WORDS words that stand in both and hold one of the `common` fingerprints.

    In the order of the later document. Where it has words that stand in the earlier one more than once, the longest
    run that holds them counts, then the first.
    """
    kept: list[WordRun] = []
    for run in sorted(_all_runs(earlier, later, common), key=lambda run: (-run.words, run.earlier, run.later)):
        if not any(_within(run, other) for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda run: (run.later, run.earlier))


def alike_passages(earlier: DocumentWords, later: DocumentWords, runs: Sequence[WordRun]) -> list[tuple[str, str]]:
    """The passages of the two that are the same passage: ids, the earlier document's first, in no particular order."""
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        for one, other in zip(
            _of_passages(earlier, run.earlier, run), _of_passages(later, run.later, run), strict=True
        ):
            shared[one, other] += 1
    lengths, other_lengths = earlier.passage_lengths(), later.passage_lengths()
    return [
        (earlier.passages[one].id, later.passages[other].id)
        for (one, other), words in shared.items()
        if words >= ALIKE_SHARE * max(lengths[one], other_lengths[other])
    ]


def _stretches(words: DocumentWords) -> Iterator[tuple[int, int]]:
    """Runs of places that no break interrupts."""
    first = 0
    for place in range(len(words.words)):
        if words.is_break(place):
            yield first, place
            first = place + 1
    yield first, len(words.words)


def _all_runs(earlier: Places, later: Places, common: Collection[int]) -> Iterator[WordRun]:
    met = [
        (place, other) for fingerprint in common for place in earlier.of[fingerprint] for other in later.of[fingerprint]
    ]
    reached: dict[int, int] = {}
    for place, other in sorted(met):
        shift = other - place
        if place < reached.get(shift, 0):  # a run that was found holds this fingerprint too
            continue
        run = _longest(earlier.words, later.words, place, other)
        reached[shift] = run.earlier + run.words
        if run.words >= MIN_WORDS:
            yield run


def _longest(earlier: DocumentWords, later: DocumentWords, place: int, other: int) -> WordRun:
    """The longest run through these two places, which may have no word in common."""
    back, forth = 0, 0
    while place > back and other > back and _alike(earlier, later, place - back - 1, other - back - 1):
        back += 1
    most = min(len(earlier.words) - place, len(later.words) - other)
    while forth < most and _alike(earlier, later, place + forth, other + forth):
        forth += 1
    return WordRun(place - back, other - back, back + forth)


def _alike(earlier: DocumentWords, later: DocumentWords, place: int, other: int) -> bool:
    return earlier.words[place] == later.words[other] and not earlier.is_break(place)


def _within(run: WordRun, other: WordRun) -> bool:
    return other.later <= run.later and run.later + run.words <= other.later + other.words


def _of_passages(document: DocumentWords, first: int, run: WordRun) -> Iterator[int]:
    """For each word of a run, which passage of the document it stands in."""
    passage = 0
    for place in range(first, first + run.words):
        while document.first_words[passage + 1] <= place:
            passage += 1
        yield passage
