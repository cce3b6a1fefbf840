"""Evaluating a query tree over one state: which passages match, and with what score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from search.engines.base import Expansion
from search.engines.counting.arrays import Integers, Mask, Scores, joined
from search.engines.effort import Effort
from search.engines.whoosh.expansion import expand
from search.engines.whoosh.fields import words_field
from search.engines.whoosh.inverted import NO_INTEGERS, Postings
from search.engines.whoosh.snapshot import Segment, Snapshot
from search.querytree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
)
from search.scoring import SCORED_FIELD, bm25

_PASSAGE_SHIFT = 32
"""A place in a segment is one number: the passage's in the upper bits, the position's in the lower ones."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Passage numbers, ascending, and a score for each."""

    numbers: Integers
    scores: Scores


class Evaluation:
    """One query over one state. `expansions`: how its prefixes, wildcards and fuzzy words were expanded."""

    def __init__(self, snapshot: Snapshot, effort: Effort) -> None:
        self.expansions: list[Expansion] = []
        self._snapshot = snapshot
        self._effort = effort

    def matches(self, query: Query) -> Matches:
        """The passages that the query matches. Scores as `search.querytree` defines them."""
        self._effort.spend(1)
        match query:
            case Term(field, token):
                return self._term(field, token)
            case Phrase(field, tokens, slop):
                return self._phrase(field, tokens, slop)
            case Prefix() | Wildcard() | Fuzzy():
                return self._expanded(query)
            case And(children):
                return self._all_of([self.matches(child) for child in children])
            case Or(children):
                return self._any_of([self.matches(child) for child in children])
            case Not(child):
                return self._unscored(self._besides(self.matches(child).numbers))
            case Dated(filter_):
                everything = self._snapshot.numbers
                return self._unscored(everything[self._snapshot.dates.matching([filter_], everything)])
            case Everything():
                return _constant(self._snapshot.numbers)
            case Nothing():
                return self._unscored(NO_INTEGERS)

    def _term(self, field: str, token: str) -> Matches:
        parts = [(segment, segment.postings(field, token)) for segment in self._snapshot.segments]
        numbers, frequencies = self._live(parts)
        if field != SCORED_FIELD:
            return _constant(numbers)
        norms = self._snapshot.length_norms[numbers]
        scores = bm25(frequencies, norms, matching=numbers.size, total=self._snapshot.size)
        return Matches(numbers, scores)

    def _live(self, parts: Sequence[tuple[Segment, Postings | None]]) -> tuple[Integers, Integers]:
        """Numbers and frequencies of the live passages in postings of all segments."""
        numbers: list[Integers] = []
        frequencies: list[Integers] = []
        for segment, postings in parts:
            if postings is not None:
                alive = slice(None) if segment.whole else segment.live[postings.numbers]
                numbers.append(np.add(postings.numbers[alive], segment.base, dtype=np.int64))
                frequencies.append(postings.frequencies[alive])
        return joined(numbers, np.int64), joined(frequencies, np.uint32)

    def _phrase(self, field: str, tokens: tuple[str, ...], slop: int) -> Matches:
        self._effort.spend(len(tokens))
        together = self._all_of([self._term(field, token) for token in tokens])
        if len(tokens) == 1 or not together.numbers.size:
            return together
        holds = np.zeros(self._snapshot.live.size, bool)
        for segment in self._snapshot.segments:
            candidates = np.zeros(segment.live.size, bool)
            inside = (together.numbers >= segment.base) & (together.numbers < segment.base + segment.live.size)
            candidates[together.numbers[inside] - segment.base] = True
            holds[segment.base + _with_phrase(segment, field, tokens, slop, candidates)] = True
        keep = holds[together.numbers]
        numbers, scores = together.numbers[keep], together.scores[keep]
        return Matches(numbers, scores) if field == SCORED_FIELD else _constant(numbers)

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy) -> Matches:
        field = words_field(leaf.field)
        tokens, expansion = expand(leaf, self._snapshot.segments, field, self._effort)
        self.expansions.append(expansion)
        found = np.zeros(self._snapshot.live.size, bool)
        for segment in self._snapshot.segments:
            for token in tokens:
                self._effort.spend(1)
                postings = segment.postings(field, token)
                if postings is not None:
                    found[segment.base + postings.numbers.astype(np.int64)] = True
        return _constant(np.flatnonzero(found & self._snapshot.live))

    def _all_of(self, children: Sequence[Matches]) -> Matches:
        if not children:
            return _constant(self._snapshot.numbers)
        return reduce(self._both, children)

    def _both(self, one: Matches, other: Matches) -> Matches:
        """What both match. Scratch arrays over all passages make this as fast as the two are long."""
        score = np.full(self._snapshot.live.size, np.nan)
        score[other.numbers] = other.scores
        added = score[one.numbers]
        keep = ~np.isnan(added)
        return Matches(one.numbers[keep], one.scores[keep] + added[keep])

    def _any_of(self, children: Sequence[Matches]) -> Matches:
        found = np.zeros(self._snapshot.live.size, bool)
        score = np.zeros(self._snapshot.live.size)
        for child in children:
            found[child.numbers] = True
            score[child.numbers] += child.scores
        numbers = np.flatnonzero(found)
        return Matches(numbers, score[numbers])

    def _besides(self, numbers: Integers) -> Integers:
        others = self._snapshot.live.copy()
        others[numbers] = False
        return np.flatnonzero(others)

    def _unscored(self, numbers: Integers) -> Matches:
        return Matches(numbers, np.zeros(numbers.size))


def _constant(numbers: Integers) -> Matches:
    return Matches(numbers, np.ones(numbers.size))


def _with_phrase(segment: Segment, field: str, tokens: Sequence[str], slop: int, candidates: Mask) -> Integers:
    """The segment's passages, of the candidates, that have the tokens in order and near enough.

    For each place of the first token, the next place of the second is taken, and so on: no other choice ends sooner.
    """
    places = [_places(segment.postings(field, token), candidates) for token in tokens]
    first = last = places[0]
    for place in places[1:]:
        following = np.searchsorted(place, last, side="right")
        within = following < place.size
        first, following = first[within], place[following[within]]
        same = (following >> _PASSAGE_SHIFT) == (first >> _PASSAGE_SHIFT)
        first, last = first[same], following[same]
    near = (last - first) - (len(tokens) - 1) <= slop
    return np.unique(first[near] >> _PASSAGE_SHIFT)


def _places(postings: Postings | None, candidates: Mask) -> npt.NDArray[np.int64]:
    """Where a token stands in the candidates, ascending."""
    if postings is None:
        return np.zeros(0, np.int64)
    passages = np.repeat(postings.numbers.astype(np.int64), postings.frequencies)
    keep = candidates[passages]
    return (passages[keep] << _PASSAGE_SHIFT) | postings.positions[keep].astype(np.int64)
