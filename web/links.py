"""The addresses of searches: a search request as a canonical URL, and the requests one click away from it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus, urlencode

from flask import g, url_for

from search.dates import DateFilter, parse_date_filter
from search.engines.base import EXCLUDING, FACET_FIELDS, Group, Sort
from search.model import Document
from search.results import CopyMode, SearchRequest

FIELDS = tuple(sorted(FACET_FIELDS))
"""The facet fields in the order in which a URL names them."""


def query_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that say this search, in their fixed order; what is empty or the page's default is left out.

    Values of a field are sorted, so that the same search has one address whatever was clicked first.
    """
    pairs = [("q", request.q)] if request.q else []
    filters = request.filters
    for name in FIELDS:
        pairs += [(name, value) for value in sorted(filters.values(name))]
        if filters.excluded:
            pairs += [(EXCLUDING + name, value) for value in sorted(filters.excluded_values(name))]
    pairs += [("date", date.text) for date in sorted(filters.date, key=lambda date: date.text)]
    if request.sort is not Sort.RELEVANCE:
        pairs.append(("sort", request.sort.value))
    if request.group is not Group.DOCUMENT:
        pairs.append(("group", request.group.value))
    if request.copies is not CopyMode.FOLD:
        pairs.append(("copies", request.copies.value))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return pairs


def address(endpoint: str, pairs: Sequence[tuple[str, str]] = (), **values: Any) -> str:
    """The path of an endpoint with parameters, which may repeat; those that every link carries come first."""
    path = url_for(endpoint, **values) if values else _path(endpoint)
    return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs)}" if pairs else path


def _path(endpoint: str) -> str:
    """The path of an endpoint that needs no values, made once for each request: a page has hundreds of such links."""
    paths: dict[str, str] = g.setdefault("paths", {})
    if endpoint not in paths:
        paths[endpoint] = url_for(endpoint)
    return paths[endpoint]


def search_url(request: SearchRequest) -> str:
    """The path and query of the search page for this request."""
    return address("search.page", query_pairs(request))


def document_url(document: Document, request: SearchRequest | None = None, passage: int | None = None) -> str:
    """The path of a document, carrying the search one comes from, at a passage."""
    path = address("documents.page", query_pairs(request) if request else (), document_id=document.id)
    return f"{path}#p{passage}" if passage else path


def toggled(request: SearchRequest, field: str, value: str) -> SearchRequest:
    """The search with one facet value chosen, or no longer chosen; its first page. It is then excluded no more."""
    values = request.filters.values(field)
    others = tuple(pair for pair in request.filters.excluded if pair != (field, value))
    changed: dict[str, Any] = {field: tuple(v for v in values if v != value) if value in values else (*values, value)}
    return replace(request, filters=replace(request.filters, excluded=others, **changed), page=1)


def toggled_exclusion(request: SearchRequest, field: str, value: str) -> SearchRequest:
    """The search with one facet value excluded, or no longer excluded; its first page. It is then chosen no more."""
    pair = (field, value)
    excluded = request.filters.excluded
    changed: dict[str, Any] = {field: tuple(v for v in request.filters.values(field) if v != value)}
    changed["excluded"] = tuple(p for p in excluded if p != pair) if pair in excluded else (*excluded, pair)
    return replace(request, filters=replace(request.filters, **changed), page=1)


def addresses_with(request: SearchRequest, field: str, *, excluding: bool = False) -> Callable[[str], str]:
    """Makes the address of the search with one more value of a facet field chosen, or excluded; of its first page.

    The values asked for must be neither as yet. A page has hundreds of these links, so that what their addresses have
    in common is written once for each place that a value can have among those in force.
    """
    name, filters = (EXCLUDING + field if excluding else field), request.filters
    changed: dict[str, Any] = {field: (*filters.values(field), "")}
    if excluding:
        changed = {"excluded": (*filters.excluded, (field, ""))}
    pairs = query_pairs(replace(request, filters=replace(filters, **changed), page=1))
    start = [other for other, _ in pairs].index(name)
    empty = pairs.pop(start)  # which stands before all other values
    in_force = [value for other, value in pairs if other == name]
    places = [start + place for place in range(len(in_force) + 1)]
    heads = [address("search.page", [*pairs[:place], empty]) for place in places]
    tails = [f"&{urlencode(pairs[place:])}" if pairs[place:] else "" for place in places]

    def address_with(value: str) -> str:
        place = bisect(in_force, value)
        return f"{heads[place]}{quote_plus(value)}{tails[place]}"

    return address_with


def toggled_date(request: SearchRequest, text: str) -> SearchRequest:
    """The search with one date chosen, or no longer chosen; its first page.

    A date within one that is chosen already takes its place: from a year one goes on to its months.
    """
    date = parse_date_filter(text)
    if date in request.filters.date:
        changed = tuple(other for other in request.filters.date if other != date)
    else:
        changed = (*(other for other in request.filters.date if not _covers(other, date)), date)
    return replace(request, filters=replace(request.filters, date=changed), page=1)


def _covers(wide: DateFilter, narrow: DateFilter) -> bool:
    if wide.undated or narrow.undated:
        return False
    starts_before = wide.first is None or (narrow.first is not None and wide.first <= narrow.first)
    ends_after = wide.last is None or (narrow.last is not None and narrow.last <= wide.last)
    return starts_before and ends_after
