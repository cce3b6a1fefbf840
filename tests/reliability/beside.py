"""Searches that go on in another process beside what happens to an index, each answer held to the states there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from search.errors import FlorilegiumError
from search.results import SearchRequest
from search.searcher import Searcher
from tests.reliability.indexes import Dossier
from tests.reliability.killing import FORK

Answer = tuple[object, ...]
_REQUEST = SearchRequest(q="ferry OR said", size=100)
_PAUSE_S = 0.002
_STARTING_S = 120
_SHOWN = 3


@dataclass
class Beside:
    """What was answered. `seen`: how often each of the expected answers was given. `wrong`: what else came."""

    searches: int = 0
    seen: dict[Answer, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def answer_from(searcher: Searcher) -> Answer:
    """All of a search's answer that an edition decides: totals, the hits, and every facet's counts."""
    result = searcher.search(_REQUEST)
    counts = tuple((facet.field, tuple((one.value, one.count) for one in facet.values)) for facet in result.facets)
    hits = tuple(sorted((hit.passage.id, hit.source_name, hit.snippet.text) for hit in result.hits))
    return result.passages, result.documents, hits, counts, result.histogram


def answer_of(dossier: Dossier) -> Answer:
    """The answer from an index that nobody changes."""
    searcher = dossier.searcher()
    try:
        return answer_from(searcher)
    finally:
        searcher.close()


@contextmanager
def searching(dossier: Dossier, expected: Collection[Answer]) -> Iterator[Beside]:
    """Search without end while the block runs; what came of it is there after the block.

    However fast or slow, one search is answered before the block begins and one after it ends.
    """
    found = Beside()
    stop, begun = FORK.Event(), FORK.Event()
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_search_until, args=(stop, begun, dossier, tuple(expected), sender))
    process.start()
    begun.wait(_STARTING_S)
    try:
        yield found
    finally:
        stop.set()
        outcome: Beside = receiver.recv()
        process.join()
    found.searches, found.seen, found.wrong = outcome.searches, outcome.seen, outcome.wrong


def _search_until(stop: Event, begun: Event, dossier: Dossier, expected: Collection[Answer], told: Connection) -> None:
    found = Beside()
    searcher = dossier.searcher()
    try:
        _search_once(searcher, expected, found)
        begun.set()
        while not stop.wait(_PAUSE_S):
            _search_once(searcher, expected, found)
        _search_once(searcher, expected, found)
    finally:
        searcher.close()
        told.send(Beside(found.searches, found.seen, found.wrong[:_SHOWN]))


def _search_once(searcher: Searcher, expected: Collection[Answer], found: Beside) -> None:
    found.searches += 1
    try:
        answer = answer_from(searcher)
    except FlorilegiumError as error:
        found.wrong.append(f"{type(error).__name__}: {error}")
        return
    if answer in expected:
        found.seen[answer] = found.seen.get(answer, 0) + 1
    else:
        found.wrong.append(f"{answer[0]} passages in {answer[1]} documents: neither state")
