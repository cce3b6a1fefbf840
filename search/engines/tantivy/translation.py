"""From the query tree and filters to tantivy's queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tantivy
from tantivy import Occur

from search.dates import DateFilter
from search.engines.base import FACET_FIELDS, Expansion, Filters
from search.engines.effort import Bounds, Effort
from search.engines.patterns import Pattern, chosen, fixed_start
from search.engines.tantivy.fields import tokens_field, words_field
from search.errors import UnsupportedError
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
from search.scoring import K1

_SCORED_FIELD = "text"
MAX_PHRASE_SHAPES = 2_000
"""Ways in which the words of a query's phrases with slop may stand apart; each is a query of its own."""


class Translation:
    """One query over one searcher. `expansions`: how its prefixes, wildcards and fuzzy words were expanded."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, effort: Effort | None = None) -> None:
        self.expansions: list[Expansion] = []
        self._effort = effort or Effort(Bounds())
        self._shapes_left = MAX_PHRASE_SHAPES
        self._schema = schema
        self._searcher = searcher

    def everything(self) -> tantivy.Query:
        """Every passage, with a score of 1."""
        return _scored(tantivy.Query.term_query(self._schema, "is_passage", True), 1)

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
                return _scored(_besides(self.everything(), [self.query(child)]), 0)
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
        return _besides(restricted, unwanted) if unwanted else restricted

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
        if len(values) == 1:  # which spares the walk through all terms that a set takes
            return tantivy.Query.term_query(self._schema, field, values[0], "basic")
        return tantivy.Query.term_set_query(self._schema, field, list(values))

    def _dated(self, one: DateFilter) -> tantivy.Query:
        if one.undated:
            return _besides(self.everything(), [tantivy.Query.exists_query("first_day")])
        bounds = [
            tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, lower, upper)
            for field, lower, upper in (("first_day", one.first, None), ("last_day", None, one.last))
            if lower is not None or upper is not None
        ]
        return _all_of(bounds)

    def _term(self, field: str, token: str) -> tantivy.Query:
        option = "position"
        found = tantivy.Query.term_query(self._schema, tokens_field(field), token, option)
        if field != _SCORED_FIELD:
            return _scored(found, 1)
        # tantivy multiplies BM25 by k1 + 1, as Lucene did before its version 8.
        return tantivy.Query.boost_query(found, 1 / (K1 + 1))

    def _phrase(self, field: str, tokens: tuple[str, ...], slop: int) -> tantivy.Query:
        if len(tokens) == 1:
            return self._term(field, tokens[0])
        shapes = _shapes(len(tokens), slop, self._shapes_left)
        self._shapes_left -= len(shapes)
        self._effort.spend(len(shapes))
        stands = _any_of(
            [
                tantivy.Query.phrase_query(self._schema, tokens_field(field), list(zip(places, tokens, strict=True)))
                for places in shapes
            ]
        )
        if field != _SCORED_FIELD:
            return _scored(stands, 1)
        # As the phrase's words score, once for each time the query has them.
        return _all_of([_scored(stands, 0), *(self._term(field, token) for token in tokens)])

    def _expanded(self, leaf: Pattern) -> tantivy.Query:
        field = words_field(leaf.field)
        counts = dict(self._searcher.terms_with_prefix(field, fixed_start(leaf), self.everything()))
        words, expansion = chosen(leaf, counts, self._effort)
        self.expansions.append(expansion)
        return _scored(self._values(field, words), 1)


def _shapes(count: int, slop: int, most: int) -> list[list[int]]:
    """The places that `count` tokens in order can have with at most `slop` others between them in all.

    tantivy's own slop also takes tokens that stand the other way round. Raises UnsupportedError for more than `most`.
    """
    shapes = [[0]]
    for _ in range(count - 1):
        shapes = [[*shape, place] for shape in shapes for place in range(shape[-1] + 1, len(shape) + slop + 1)]
        if len(shapes) > most:
            raise UnsupportedError(
                f"The tantivy engine cannot look for {count} words with up to {slop} others between them; "
                "use a smaller number after ~, fewer words, fewer such phrases, or the whoosh engine."
            )
    return shapes


def _scored(query: tantivy.Query, score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, score)


def _all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Must, one) for one in queries])


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Occur.Should, one) for one in queries])


def _besides(query: tantivy.Query, unwanted: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, one) for one in unwanted)])
