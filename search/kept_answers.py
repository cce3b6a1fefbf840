"""Answers of the engine, kept for when the same is asked again: those of one generation, within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from search.engines.base import EngineRequest, EngineResponse

_ANSWER_BYTES = 2_000
_ENTRY_BYTES = 150
"""What one hit, one value of a facet or one date takes in an answer, strings included, rounded up."""


@dataclass(frozen=True, slots=True)
class KeptUse:
    """How often an answer was there (`hits`) or had to be found (`misses`) since the start; about how much is kept."""

    hits: int
    misses: int
    answers: int
    size_bytes: int


class KeptAnswers:
    """The latest answers of at most `most_bytes`, as near as counting their entries tells; 0 keeps none.

    Safe to use from several threads; two that ask for the same at once both find it.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._generation = 0
        self._answers: OrderedDict[EngineRequest, EngineResponse] = OrderedDict()
        self._size_bytes = 0
        self._hits = 0
        self._misses = 0
        self._changing = threading.Lock()

    def answer(
        self, request: EngineRequest, generation: Callable[[], int], find: Callable[[], EngineResponse]
    ) -> EngineResponse:
        """The answer to a request: the kept one if it is of the generation that there is now, else what is found."""
        if not self._most_bytes:
            return find()
        kept = self._kept(request, generation())
        if kept is None:
            kept = find()
            self._keep(request, kept)
        return kept

    def use(self) -> KeptUse:
        """The figures up to now."""
        with self._changing:
            return KeptUse(self._hits, self._misses, len(self._answers), self._size_bytes)

    def _kept(self, request: EngineRequest, generation: int) -> EngineResponse | None:
        with self._changing:
            found = self._answers.get(request) if generation == self._generation else None
            if found is None:
                self._misses += 1
            else:
                self._hits += 1
                self._answers.move_to_end(request)
            return found

    def _keep(self, request: EngineRequest, found: EngineResponse) -> None:
        with self._changing:
            if found.generation != self._generation:
                self._generation = found.generation
                self._answers.clear()
                self._size_bytes = 0
            if request not in self._answers and _size_bytes(found) <= self._most_bytes:
                self._answers[request] = found
                self._size_bytes += _size_bytes(found)
            while self._size_bytes > self._most_bytes:
                _, dropped = self._answers.popitem(last=False)
                self._size_bytes -= _size_bytes(dropped)


def _size_bytes(answer: EngineResponse) -> int:
    """About what an answer takes in memory."""
    entries = len(answer.hits) + len(answer.marked) + len(answer.dates) + sum(map(len, answer.facets.values()))
    return _ANSWER_BYTES + _ENTRY_BYTES * entries
