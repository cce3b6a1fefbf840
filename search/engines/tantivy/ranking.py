"""The order of hits: by score or date, one for each document where grouped, and the page that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import tantivy

from search.engines.base import EngineHit, EngineRequest, Group, Sort
from search.engines.tantivy.translation import Translation
from search.querytree import And, Or, Phrase, Query, Term

_SPARE_HITS = 64
_GROWTH = 8
_BY_RANK: dict[str, Any] = {"order_by_field": "rank", "order": tantivy.Order.Asc}
_BY_DAY: dict[Sort, dict[str, Any]] = {
    Sort.NEWEST: {"order_by_field": "last_day", "order": tantivy.Order.Desc},
    Sort.OLDEST: {"order_by_field": "first_day", "order": tantivy.Order.Asc},
}

Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Found:
    """The first passages in some order, a place in the arrays for each.

    `keys`: what ascends in that order, ties included; `ranks`: see `fields.new_schema`; `whole`: no more are matched.
    """

    keys: npt.NDArray[np.float64]
    ranks: Numbers
    documents: Numbers
    addresses: list[tantivy.DocAddress]
    whole: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """A matching passage and its score."""

    passage_id: str
    document_id: str
    score: float


class Ranking:
    """The order of one query's matches. `query`: as tantivy's, with all filters; `tree`: as it was asked."""

    def __init__(
        self, searcher: tantivy.Searcher, translation: Translation, query: tantivy.Query, request: EngineRequest
    ) -> None:
        self._searcher = searcher
        self._translation = translation
        self._query = query
        self._request = request
        self._grouped = request.group is Group.DOCUMENT
        self._options = _options(request)

    def count_documents(self, passages: int) -> int:
        """How many documents the matching passages are of, exactly: every one of them is looked at."""
        if not passages:
            return 0
        hits = self._searcher.search(self._query, limit=passages, count=False, **_BY_RANK).hits
        return len(np.unique(self._column("document_number", [address for _, address in hits])))

    def hits(self) -> tuple[EngineHit, ...]:
        """The hits from `offset` on, at most `limit`, best first, ties by passage id."""
        start, end = self._request.offset, self._request.offset + self._request.limit
        hits: list[EngineHit] = []
        before = 0
        for tied in _tied_places(self._first(end), grouped=self._grouped):
            if not hits and before + len(tied.addresses) <= start:
                before += len(tied.addresses)
                continue
            hits.extend(self._hits_of_documents(tied) if self._grouped else self._hits_of_passages(tied))
            if before + len(hits) >= end:
                break
        return tuple(hits[start - before : end - before])

    def _first(self, end: int) -> Found:
        """The first passages in the order asked for: enough for `end` hits and for all that tie with the last."""
        limit = end + _SPARE_HITS
        while True:
            found = self._found(limit)
            if found.whole or _is_enough(found, end, grouped=self._grouped):
                return found
            limit *= _GROWTH

    def _found(self, limit: int) -> Found:
        hits = self._searcher.search(self._query, limit=limit, count=False, **self._options).hits
        addresses = [address for _, address in hits]
        ranks = self._column("rank", addresses)
        if self._options is _BY_RANK:
            keys = np.zeros(len(hits)) if len(hits) < limit else ranks.astype(np.float64)
        else:
            ascends = self._options.get("order") is tantivy.Order.Asc
            values = np.array([np.nan if key is None else key for key, _ in hits], dtype=np.float64)
            keys = np.nan_to_num(values if ascends else -values, nan=np.inf)
        return Found(keys, ranks, self._column("document_number", addresses), addresses, len(hits) < limit)

    def _column(self, field: str, addresses: list[tantivy.DocAddress]) -> Numbers:
        return np.array(self._searcher.fast_field_values(field, addresses), dtype=np.uint64)

    def _hits_of_passages(self, tied: Found) -> list[EngineHit]:
        """Passages that tie, by their ids."""
        ids = [self._stored("passage", address) for address in tied.addresses]
        found = self._matched(self._translation.among(self._query, "passage", ids))
        return [EngineHit(one.passage_id, one.document_id, one.score) for one in sorted(found, key=_by_passage_id)]

    def _hits_of_documents(self, tied: Found) -> list[EngineHit]:
        """The best passages of documents that tie, by their ids."""
        ids = [self._stored("document", address) for address in tied.addresses]
        matched: dict[str, list[Matched]] = defaultdict(list)
        for one in self._matched(self._translation.among(self._query, "document", ids)):
            matched[one.document_id].append(one)
        best = {document: min(of_it, key=_best_first) for document, of_it in matched.items()}
        return [
            EngineHit(one.passage_id, document, one.score, len(matched[document]) - 1)
            for document, one in sorted(best.items(), key=lambda item: item[1].passage_id)
        ]

    def _matched(self, query: tantivy.Query) -> list[Matched]:
        """All matches of a query that has few."""
        hits = self._searcher.search(query, limit=max(count_passages(self._searcher, query), 1), count=False).hits
        return [
            Matched(self._stored("passage", address), self._stored("document", address), score)
            for score, address in hits
        ]

    def _stored(self, field: str, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first(field))


def count_passages(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many passages match."""
    result: Any = searcher.search(query, limit=1)  # the library's type stubs leave out `count`
    count: int = result.count
    return count


def _options(request: EngineRequest) -> dict[str, Any]:
    """How tantivy is to order matches. Where all score the same, by rank, so that ties need not all be fetched."""
    if request.sort is Sort.RELEVANCE:
        return {} if _tells_apart(request.query) else _BY_RANK
    return _BY_DAY[request.sort]


def _tells_apart(query: Query) -> bool:
    """Whether passages that the query matches can have different scores."""
    match query:
        case Term(field=field) | Phrase(field=field):
            return field == "text"
        case Or():
            return True
        case And(children):
            return any(_tells_apart(child) for child in children)
    return False


def _is_enough(found: Found, end: int, *, grouped: bool) -> bool:
    """Whether `end` hits, and all that tie with the last of them, are among these."""
    place = end - 1
    if grouped:
        _, firsts = np.unique(found.documents, return_index=True)
        if firsts.size < end:
            return False
        place = int(np.sort(firsts)[end - 1])
    return end == 0 or bool(found.keys[place] < found.keys[-1])


def _tied_places(found: Found, *, grouped: bool) -> Iterator[Found]:
    """The places in order, in runs that only ids can order further; with `grouped`, one place for each document."""
    order = np.lexsort((found.ranks, found.keys))
    if grouped:
        _, firsts = np.unique(found.documents[order], return_index=True)
        order = order[np.sort(firsts)]
    keys, ranks = found.keys[order], found.ranks[order]
    changes = np.flatnonzero((keys[1:] != keys[:-1]) | (ranks[1:] != ranks[:-1])) + 1
    for run in np.split(order, changes):
        if run.size:
            addresses = [found.addresses[place] for place in run.tolist()]
            yield Found(found.keys[run], found.ranks[run], found.documents[run], addresses, found.whole)


def _by_passage_id(one: Matched) -> str:
    return one.passage_id


def _best_first(one: Matched) -> tuple[float, str]:
    return (-one.score, one.passage_id)
