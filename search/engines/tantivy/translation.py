"""From the query tree and filters to tantivy's queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tantivy
from tantivy import Occur

from search.dates import DateFilter
from search.engines.base import FACET_FIELDS, Expansion, Filters
from search.engines.effort import Effort
from search.engines.patterns import Pattern, chosen, fixed_start
from search.engines.tantivy.fields import tokens_field, words_field
from search.engines.tantivy.matching import Matching, all_but, every_passage
from search.engines.tantivy.phrases import MAX_PHRASE_SHAPES, shapes, standing
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
from search.scoring import K1, SCORED_FIELD

_MOST_LOOKED_UP = 500
"""So many values are looked up one by one; for more it is quicker to walk through all terms of the field, as a set does
(measured with 10,000 documents: 0.2 ms instead of 0.7 for 77, 3.2 instead of 5.1 for 800)."""


class Translation:
    """One query over one searcher. `expansions`: how its prefixes, wildcards and fuzzy words were expanded."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, matching: Matching, effort: Effort) -> None:
        self.expansions: list[Expansion] = []
        self._effort = effort
        self._shapes_left = MAX_PHRASE_SHAPES
        self._schema = schema
        self._searcher = searcher
        self._matching = matching
        self._vocabularies: dict[tuple[str, str], dict[str, int]] = {}

    def everything(self) -> tantivy.Query:
        """Every passage, with a score of 1."""
        return every_passage(self._schema)

    def query(self, query: Query) -> tantivy.Query:
        """The query as tantivy's, which matches passages only. Scores as `search.querytree` defines them."""
        self._effort.spend(1)
        match query:
            case Term(field, token):
                return self._term(field, token)
            case Phrase(field, tokens, slop):
                return self._phrase(field, tokens, slop)
            case Prefix() | Wildcard() | Fuzzy():
                return self._expanded(query)
            case And(children):
                return _all_of([self.query(child) for child in children]) if children else self.everything()
            case Or(children):
                return _any_of([self.query(child) for child in children])
            case Not(child):
                return _scored(all_but(self.everything(), [self.query(child)]), 0)
            case Dated(filter_):
                return _scored(self._dated(filter_), 0)
            case Everything():
                return self.everything()
            case Nothing():
                return tantivy.Query.empty_query()

    def restricted(self, query: tantivy.Query, filters: Filters, besides: str | None = None) -> tantivy.Query:
        """The query with the filters, which do not score; one field's filter left out."""
        wanted = list(self._wanted(filters, besides))
        unwanted = [
            self._values(field, filters.excluded_values(field))
            for field in FACET_FIELDS
            if field != besides and filters.excluded_values(field)
        ]
        restricted = _all_of([query, *(_scored(one, 0) for one in wanted)]) if wanted else query
        return all_but(restricted, unwanted) if unwanted else restricted

    def counted(self, query: tantivy.Query, filters: Filters) -> tantivy.Query:
        """The query with what facets are counted among: all filters but, for each field that has one, its own."""
        restricting: list[str | None] = ["date"] if filters.date else []
        restricting += [name for name in FACET_FIELDS if filters.values(name) or filters.excluded_values(name)]
        return _any_of([self.restricted(query, filters, besides=field) for field in restricting or [None]])

    def among(self, query: tantivy.Query, field: str, values: Sequence[str | int]) -> tantivy.Query:
        """The query with only the passages that have one of the values."""
        return _all_of([query, _scored(self._values(field, values), 0)])

    def _wanted(self, filters: Filters, besides: str | None) -> Iterator[tantivy.Query]:
        for field in FACET_FIELDS:
            if field != besides and filters.values(field):
                yield self._values(field, filters.values(field))
        if filters.date and besides != "date":
            yield _any_of([self._dated(one) for one in filters.date])
        if filters.document:
            yield self._values("document", filters.document)

    def _values(self, field: str, values: Sequence[str | int]) -> tantivy.Query:
        if len(values) > _MOST_LOOKED_UP:
            return tantivy.Query.term_set_query(self._schema, field, list(values))
        return _any_of([tantivy.Query.term_query(self._schema, field, value, "basic") for value in values])

    def _dated(self, one: DateFilter) -> tantivy.Query:
        if one.undated:
            return all_but(self.everything(), [tantivy.Query.exists_query("first_day")])
        # Where both limits are told of the first day and of the last, tantivy has fewer of each to look at.
        bounds = [
            tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, one.first, one.last)
            for field, limit in (("first_day", one.first), ("last_day", one.last))
            if limit is not None
        ]
        return _all_of(bounds)

    def _term(self, field: str, token: str) -> tantivy.Query:
        option = "position"
        found = tantivy.Query.term_query(self._schema, tokens_field(field), token, option)
        if field != SCORED_FIELD:
            return _scored(found, 1)
        # tantivy multiplies BM25 by k1 + 1, as Lucene did before its version 8.
        return tantivy.Query.boost_query(found, 1 / (K1 + 1))

    def _phrase(self, field: str, tokens: tuple[str, ...], slop: int) -> tantivy.Query:
        if len(tokens) == 1:
            return self._term(field, tokens[0])
        stands = self._standing(field, tokens, slop)
        if field != SCORED_FIELD:
            return _scored(stands, 1)
        # As the phrase's words score, once for each time the query has them.
        return _all_of([_scored(stands, 0), *(self._term(field, token) for token in tokens)])

    def _standing(self, field: str, tokens: tuple[str, ...], slop: int) -> tantivy.Query:
        """The passages in which the tokens stand in order, with at most `slop` others between them in all."""
        ways = shapes(len(tokens), slop, self._shapes_left)
        self._shapes_left -= len(ways)
        self._effort.spend(len(ways))
        phrases = [
            tantivy.Query.phrase_query(self._schema, tokens_field(field), list(zip(places, tokens, strict=True)))
            for places in ways
        ]
        if len(phrases) == 1:
            return phrases[0]
        words = _all_of([self._term(field, token) for token in tokens])
        numbers = standing(self._matching, self._effort, phrases, words)
        if numbers is None:
            return _any_of(phrases)
        return self._values("number", numbers.tolist()) if numbers.size else tantivy.Query.empty_query()

    def _expanded(self, leaf: Pattern) -> tantivy.Query:
        field = words_field(leaf.field)
        words, expansion = chosen(leaf, self._vocabulary(field, fixed_start(leaf)), self._effort)
        self.expansions.append(expansion)
        return _scored(self._values(field, words), 1)

    def _vocabulary(self, field: str, start: str) -> dict[str, int]:
        """The words of a field that begin so and how many passages have each; counted once, which takes long."""
        if (field, start) not in self._vocabularies:
            self._effort.spend(1)
            found = self._searcher.terms_with_prefix(field, start, self.everything())
            self._vocabularies[field, start] = dict(found)
        return self._vocabularies[field, start]


def _scored(query: tantivy.Query, score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, score)


def _all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Must, one) for one in queries])


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Should, one) for one in queries])
