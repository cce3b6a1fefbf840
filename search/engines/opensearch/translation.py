"""From the query tree to OpenSearch's query DSL, with the scores that `search.querytree` defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from search.dates import DateFilter
from search.engines.base import FACET_FIELDS, Filters
from search.engines.opensearch.layout import STANDING
from search.engines.opensearch.state import State
from search.engines.patterns import Pattern
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
from search.scoring import SCORED_FIELD

Dsl = dict[str, Any]


def patterns(query: Query) -> list[Pattern]:
    """The prefixes, wildcards and fuzzy words of a query, each once, in order."""
    match query:
        case Prefix() | Wildcard() | Fuzzy():
            return [query]
        case And(children) | Or(children):
            return list(dict.fromkeys(one for child in children for one in patterns(child)))
        case Not(child):
            return patterns(child)
        case _:
            return []


def scored_tokens(query: Query) -> set[str]:
    """The tokens that a passage's score may depend on."""
    match query:
        case Term(field, token) if field == SCORED_FIELD:
            return {token}
        case Phrase(field, tokens) if field == SCORED_FIELD:
            return set(tokens)
        case And(children) | Or(children):
            return {token for child in children for token in scored_tokens(child)}
        case Not(child):
            return scored_tokens(child)
        case _:
            return set()


class Translation:
    """Translates queries.

    `tokens_of`: what each prefix, wildcard and fuzzy word was expanded to. `scored`: makes of a token, and a query
    that finds it, a query that scores it too.
    """

    def __init__(self, tokens_of: Mapping[Pattern, Sequence[str]], scored: Callable[[str, Dsl], Dsl]) -> None:
        self._tokens_of = tokens_of
        self._scored = scored

    def dsl(self, query: Query) -> Dsl:
        """The query in OpenSearch's words."""
        match query:
            case Term(field, token):
                return self._term(field, token)
            case Phrase(field, tokens, slop):
                return self._phrase(field, tokens, slop)
            case Prefix() | Wildcard() | Fuzzy():
                return _constant({"terms": {f"{query.field}_words": list(self._tokens_of[query])}})
            case And(children):
                return self._all_of(children)
            case Or(children):
                return {"bool": {"should": [self.dsl(child) for child in children], "minimum_should_match": 1}}
            case Not(child):
                return {"bool": {"must_not": [self.dsl(child)]}}
            case Dated(one):
                return _all([date_filter(one)])
            case Everything():
                return {"match_all": {}}
            case Nothing():
                return {"match_none": {}}

    def _term(self, field: str, token: str) -> Dsl:
        matching: Dsl = {"term": {f"{field}_tokens": token}}
        return self._scored(token, matching) if field == SCORED_FIELD else _constant(matching)

    def _phrase(self, field: str, tokens: tuple[str, ...], slop: int) -> Dsl:
        if len(tokens) == 1:
            return self._term(field, tokens[0])
        matching = _in_order(f"{field}_tokens", tokens, slop)
        if field != SCORED_FIELD:
            return _constant(matching)
        return {"bool": {"must": [self._term(field, token) for token in tokens], "filter": [matching]}}

    def _all_of(self, children: Sequence[Query]) -> Dsl:
        """Children that score nothing go where the cluster need not score them."""
        clauses: dict[str, list[Dsl]] = {"must": [], "filter": [], "must_not": []}
        for child in children:
            match child:
                case Not(excluded):
                    clauses["must_not"].append(self.dsl(excluded))
                case Dated(one):
                    clauses["filter"].append(date_filter(one))
                case _:
                    clauses["must"].append(self.dsl(child))
        return {"bool": clauses} if children else {"match_all": {}}


def visible(state: State) -> Dsl:
    """The rows that a state is made of."""
    return {"bool": {"filter": [_by_who_committed("added", state)], "must_not": [_by_who_committed("removed", state)]}}


def unseen(state: State) -> tuple[Dsl, Dsl]:
    """The rows that writers who did not commit have added, and those that such have removed."""
    added = {"bool": {"must_not": [_by_who_committed("added", state)]}}
    standing = {"term": {"removed": STANDING}}
    return added, {"bool": {"must_not": [_by_who_committed("removed", state), standing]}}


def gone(state: State) -> Dsl:
    """The rows that were part of earlier states and are no more."""
    return _by_who_committed("removed", state)


def _by_who_committed(field: str, state: State) -> Dsl:
    known: list[Dsl] = [{"range": {field: {"lte": state.numbers[-1]}}}, {"terms": {field: list(state.numbers)}}]
    return {"bool": {"should": known, "minimum_should_match": 1}}


def filters_by_field(filters: Filters) -> dict[str, Dsl]:
    """For each facet with a filter, and for the date: what it lets through."""
    by_field = {name: one for name in FACET_FIELDS if (one := _facet_filter(filters, name)) is not None}
    if filters.date:
        by_field["date"] = {"bool": {"should": [date_filter(one) for one in filters.date], "minimum_should_match": 1}}
    return by_field


def _facet_filter(filters: Filters, name: str) -> Dsl | None:
    """One of the chosen values, where any are, and none of the excluded ones."""
    chosen, excluded = filters.values(name), filters.excluded_values(name)
    if not chosen and not excluded:
        return None
    return {
        "bool": {
            "filter": [{"terms": {name: list(chosen)}}] if chosen else [],
            "must_not": [{"terms": {name: list(excluded)}}] if excluded else [],
        }
    }


def date_filter(one: DateFilter) -> Dsl:
    """The passages whose date the filter takes in."""
    dated: Dsl = {"exists": {"field": "date"}}
    if one.undated:
        return {"bool": {"must_not": [dated]}}
    within = [dated]
    if one.first is not None:
        within.append({"range": {"first_day": {"gte": one.first}}})
    if one.last is not None:
        within.append({"range": {"last_day": {"lte": one.last}}})
    return _all(within)


def _in_order(name: str, tokens: Sequence[str], slop: int) -> Dsl:
    if slop == 0:
        return {"match_phrase": {name: " ".join(tokens)}}
    # A phrase query with slop would also take tokens in another order.
    clauses = [{"span_term": {name: token}} for token in tokens]
    return {"span_near": {"clauses": clauses, "slop": slop, "in_order": True}}


def _constant(matching: Dsl) -> Dsl:
    return {"constant_score": {"filter": matching}}


def _all(filters: Sequence[Dsl]) -> Dsl:
    return {"bool": {"filter": list(filters)}}
