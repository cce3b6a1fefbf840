"""The order of hits: by score or date, one for each document where grouped, and the page that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import tantivy

from search.engines.base import EngineHit, EngineRequest, Group, Sort
from search.engines.counting.arrays import Integers, Scores
from search.engines.counting.ordering import first_in_order
from search.engines.counting.passages import Passages
from search.engines.effort import Effort
from search.engines.tantivy.columns import Columns
from search.engines.tantivy.translation import Translation
from search.querytree import And, Or, Phrase, Query, Term

_SPARE_HITS = 64
_GROWTH = 8


@dataclass(frozen=True, slots=True)
class Scored:
    """Some of the matches, a place in each: their rows, their scores and where they are."""

    rows: Integers
    scores: Scores
    addresses: list[tantivy.DocAddress]

    def at(self, places: Integers) -> Scored:
        """Those at the places, in that order."""
        return Scored(self.rows[places], self.scores[places], [self.addresses[place] for place in places.tolist()])


class Ranking:
    """The order of one query's matches.

    `query`: as tantivy's, with all filters; `matching`: all that match it, by their rows; `request`: as it was asked.
    `effort`: what the search has cost; the clock is looked at before each of tantivy's calls.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        columns: Columns,
        translation: Translation,
        query: tantivy.Query,
        matching: Passages,
        request: EngineRequest,
        effort: Effort,
    ) -> None:
        self._searcher = searcher
        self._columns = columns
        self._translation = translation
        self._query = query
        self._matching = matching
        self._request = request
        self._effort = effort
        self._grouped = request.group is Group.DOCUMENT

    def hits(self) -> tuple[EngineHit, ...]:
        """The hits from `offset` on, at most `limit`, best first, ties by passage id."""
        if not self._matching.size or not self._request.limit:
            return ()
        by_score = self._request.sort is Sort.RELEVANCE and _tells_apart(self._request.query)
        page = self._by_score() if by_score else self._by_key()
        return tuple(self._hits(page))

    def _by_score(self) -> Scored:
        """The page, where tantivy's own order is the one asked for: all that tie with its last hit are looked at."""
        start, end = self._request.offset, self._request.offset + self._request.limit
        limit = end + _SPARE_HITS
        while True:
            found = self._scored(self._query, limit)
            order = self._best_first(found)
            whole = len(found.addresses) < limit
            if whole or (order.size >= end and found.scores[order[end - 1]] > found.scores[-1]):
                return found.at(order[start:end])
            limit *= _GROWTH

    def _by_key(self) -> Scored:
        """The page, where what orders is a date or nothing but ids: the columns say which passages are on it."""
        rows = self._first_of_documents() if self._grouped else self._matching.numbers
        end = self._request.offset + self._request.limit
        first = first_in_order(self._key(rows), self._columns.ranks[rows], end)[self._request.offset :]
        if not first.size:  # a page after the last; tantivy cannot be asked for no hits
            return Scored(first, np.zeros(0), [])
        return self._best_of_documents(rows[first]) if self._grouped else self._with_scores(rows[first])

    def _key(self, rows: Integers) -> Integers:
        """What ascends in the order asked for."""
        match self._request.sort:
            case Sort.NEWEST:
                return self._columns.dates.newest_first(rows)
            case Sort.OLDEST:
                return self._columns.dates.oldest_first(rows)
            case Sort.RELEVANCE:
                return np.zeros(rows.size, np.int8)

    def _first_of_documents(self) -> Integers:
        """Of each document that has matches, the row of the first by id. They all have its document's date."""
        rows: Integers = self._matching.numbers
        documents, ranks = self._columns.documents[rows], self._columns.ranks[rows]
        first = np.full(self._columns.document_count, np.iinfo(ranks.dtype).max, ranks.dtype)
        np.minimum.at(first, documents, ranks)
        firsts: Integers = rows[ranks == first[documents]]
        return firsts

    def _with_scores(self, rows: Integers) -> Scored:
        """These matches, with their scores, in that order."""
        numbers = self._columns.numbers[rows].tolist()
        found = self._scored(self._translation.among(self._query, "number", numbers), rows.size)
        return found.at(_places_of(rows, found.rows))

    def _best_of_documents(self, rows: Integers) -> Scored:
        """The best match of the document of each of the rows, in that order."""
        documents = self._columns.documents[rows]
        keys = self._columns.document_keys(documents)
        limit = int(self._matches_of_documents[documents].sum())
        found = self._scored(self._translation.among(self._query, "document_number", keys), limit)
        best = found.at(self._best_first(found))
        return best.at(_places_of(documents, self._columns.documents[best.rows]))

    def _best_first(self, found: Scored) -> Integers:
        """The places in order of score, ties by id; one for each document where grouped."""
        order = np.lexsort((self._columns.ranks[found.rows], -found.scores))
        if not self._grouped:
            return order
        _, firsts = np.unique(self._columns.documents[found.rows[order]], return_index=True)
        return order[np.sort(firsts)]

    def _scored(self, query: tantivy.Query, limit: int) -> Scored:
        self._effort.spend(limit)
        hits = self._searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        scores = np.array([score for score, _ in hits], np.float64)
        return Scored(self._columns.rows_at(self._searcher, addresses), scores, addresses)

    def _hits(self, page: Scored) -> list[EngineHit]:
        more = self._further_matches(page.rows)
        hits = []
        for score, address, further in zip(page.scores.tolist(), page.addresses, more, strict=True):
            stored: Any = self._searcher.doc(address)
            hits.append(EngineHit(stored.get_first("passage"), stored.get_first("document"), score, further))
        return hits

    @cached_property
    def _matches_of_documents(self) -> Integers:
        return self._columns.by_document.counts(self._matching)

    def _further_matches(self, rows: Integers) -> Sequence[int]:
        """How many other matches the document of each row has; 0 where hits are not grouped."""
        if not self._grouped:
            return [0] * rows.size
        further: list[int] = (self._matches_of_documents[self._columns.documents[rows]] - 1).tolist()
        return further


def _places_of(wanted: Integers, among: Integers) -> Integers:
    """Where each of the wanted numbers stands among the others, which are distinct and have all of them."""
    order = np.argsort(among)
    return order[np.searchsorted(among, wanted, sorter=order)]


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
