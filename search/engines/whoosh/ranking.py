"""The order of hits: by score or date, one for each document where grouped, and the page that was asked for."""

from __future__ import annotations

import numpy as np

from search.engines.base import EngineHit, EngineRequest, Group, Sort
from search.engines.counting.arrays import Integers, Mask, Scores
from search.engines.counting.ordering import first_in_order
from search.engines.whoosh.matching import Matches
from search.engines.whoosh.snapshot import Snapshot


def ranked_hits(snapshot: Snapshot, matches: Matches, request: EngineRequest) -> tuple[EngineHit, ...]:
    """The hits from `offset` on, at most `limit`, best first, ties by passage id."""
    if not request.limit:
        return ()
    grouped = request.group is Group.DOCUMENT
    chosen = matches
    if grouped:
        best = _best_of_documents(snapshot, matches)
        chosen = Matches(matches.numbers[best], matches.scores[best])
    end = request.offset + request.limit
    key, ranks = _sort_key(snapshot, chosen, request.sort), snapshot.ranks[chosen.numbers]
    places = first_in_order(key, ranks, end)[request.offset :]
    in_document = np.bincount(snapshot.documents[matches.numbers]) if grouped else None
    return tuple(
        _hit(snapshot, int(chosen.numbers[place]), float(chosen.scores[place]), in_document)
        for place in places.tolist()
    )


def _hit(snapshot: Snapshot, number: int, score: float, in_document: Integers | None) -> EngineHit:
    document = int(snapshot.documents[number])
    more = 0 if in_document is None else int(in_document[document]) - 1
    return EngineHit(snapshot.id_of(number), snapshot.document_ids.value(document), score, more)


def _sort_key(snapshot: Snapshot, matches: Matches, sort: Sort) -> Scores | Integers:
    """What ascends in the order that is asked for."""
    match sort:
        case Sort.RELEVANCE:
            return -matches.scores
        case Sort.NEWEST:
            return snapshot.dates.newest_first(matches.numbers)
        case Sort.OLDEST:
            return snapshot.dates.oldest_first(matches.numbers)


def _best_of_documents(snapshot: Snapshot, matches: Matches) -> Mask:
    """Which of the matches are the best of their document: the highest score, ties by passage id."""
    documents = snapshot.documents[matches.numbers]
    documents_in_all = snapshot.document_ids.values.size
    best = np.full(documents_in_all, -np.inf)
    np.maximum.at(best, documents, matches.scores)
    at_best = np.flatnonzero(matches.scores == best[documents])
    ranks = snapshot.ranks[matches.numbers]
    first = np.full(documents_in_all, np.iinfo(np.int64).max)
    np.minimum.at(first, documents[at_best], ranks[at_best])
    is_best: Mask = ranks == first[documents]
    return is_best
