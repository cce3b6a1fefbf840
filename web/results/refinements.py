"""The ways to narrow a search and to widen it again: facet values as links, and a chip for every restriction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from itertools import takewhile
from types import MappingProxyType

from search.analysis import fold
from search.engines.base import FACET_FIELDS, Filters
from search.facets import FACET_LABELS
from search.fixed_values import FIXED_VALUES
from search.results import Facet, FacetValue, SearchRequest
from web.links import addresses_with, search_url, toggled, toggled_date, toggled_exclusion
from web.words.language import gettext, said
from web.words.terms import capitalized
from web.words.wording import date_filter_words

SHOWN_VALUES = 8
LISTED_VALUES = 100
"""A longer facet is cut here: nobody reads on, and a page must stay small."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One facet value and the searches it leads to. `element_id` stays the same wherever the value is listed.

    `url`: with the value chosen, or taken back. `exclude_url`: with the value left out, as `exclude_words` say; empty
    where it is already.
    """

    label: str
    count: int
    selected: bool
    excluded: bool
    url: str
    exclude_url: str
    exclude_words: str
    element_id: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the page shows it: `first` openly, `more` behind a click, others not at all.

    `total`: how many values there are. `find`: what is looked for among them; `found` of them have it in their name.
    """

    field: str
    label: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    total: int
    find: str = ""
    found: int = 0

    @property
    def left_out(self) -> int:
        """How many of the values are not listed that could be."""
        return (self.found if self.find else self.total) - len(self.more) - (0 if self.find else len(self.first))


@dataclass(frozen=True, slots=True)
class Chip:
    """One restriction in force and the search without it. `excluding`: it leaves its value out."""

    label: str
    value: str
    url: str
    excluding: bool = False


def facet_views(
    request: SearchRequest, facets: Sequence[Facet], finds: Mapping[str, str] = MappingProxyType({})
) -> tuple[FacetView, ...]:
    """The facets that have something to choose from. `finds`: by field, what is looked for among its values."""
    return tuple(_facet_view(request, facet, finds.get(facet.field, "")) for facet in facets if facet.values)


def read_finds(arguments: Mapping[str, str]) -> dict[str, str]:
    """By facet field, the words to look for among its values: the parameters `find_author` and so on."""
    return {name: words for name in FACET_FIELDS if (words := arguments.get(f"find_{name}", "").strip())}


def _facet_view(request: SearchRequest, facet: Facet, find: str) -> FacetView:
    total = len(facet.values)
    if find:
        return _found_view(request, facet, find)
    # One value more is no reason for a click.
    shown = total if total <= SHOWN_VALUES + 1 else SHOWN_VALUES
    links = _facet_links(request, facet.field, facet.values[:LISTED_VALUES])
    return FacetView(facet.field, said(facet.label), links[:shown], links[shown:], total)


def _found_view(request: SearchRequest, facet: Facet, find: str) -> FacetView:
    """What is in force stays in sight; below it, the values whose names have what is looked for."""
    in_force = list(takewhile(_is_in_force, facet.values))
    found = [
        value
        for value in facet.values
        if value not in in_force and fold(find) in fold(_label(facet.field, value.value, value.label))
    ]
    first = _facet_links(request, facet.field, in_force)
    more = _facet_links(request, facet.field, found[:LISTED_VALUES])
    return FacetView(facet.field, said(facet.label), first, more, len(facet.values), find, len(found))


def _facet_links(request: SearchRequest, field: str, values: Iterable[FacetValue]) -> tuple[FacetLink, ...]:
    choosing, excluding = addresses_with(request, field), addresses_with(request, field, excluding=True)
    return tuple(
        _link_in_force(request, field, value)
        if _is_in_force(value)
        else _facet_link(field, value, choosing(value.value), excluding(value.value))
        for value in values
    )


def _link_in_force(request: SearchRequest, field: str, value: FacetValue) -> FacetLink:
    excluding = search_url(toggled_exclusion(request, field, value.value))
    if value.excluded:
        return _facet_link(field, value, excluding, "")
    return _facet_link(field, value, search_url(toggled(request, field, value.value)), excluding)


def _facet_link(field: str, value: FacetValue, url: str, exclude_url: str) -> FacetLink:
    label = _label(field, value.value, value.label)
    return FacetLink(
        label=label,
        count=value.count,
        selected=value.selected,
        excluded=value.excluded,
        url=url,
        exclude_url=exclude_url,
        exclude_words=gettext("Leave out %(value)s", value=label),
        element_id=f"facet-{field}-{_digest(value.value)}",
    )


def chips(request: SearchRequest, facets: Sequence[Facet] = ()) -> tuple[Chip, ...]:
    """A chip for every restriction, in the order of the facets, what is left out after what is chosen, dates last."""
    in_force = {(f.field, v.value): v.label for f in facets for v in takewhile(_is_in_force, f.values)}
    return tuple(_chips(request, in_force))


def _chips(request: SearchRequest, labels: Mapping[tuple[str, str], str]) -> Iterator[Chip]:
    for field in FACET_FIELDS:
        for value in request.filters.values(field):
            label = _label(field, value, labels.get((field, value), value))
            yield Chip(said(FACET_LABELS[field]), label, search_url(toggled(request, field, value)))
        for value in request.filters.excluded_values(field):
            label = _label(field, value, labels.get((field, value), value))
            url = search_url(toggled_exclusion(request, field, value))
            yield Chip(said(FACET_LABELS[field]), label, url, excluding=True)
    for date in request.filters.date:
        url = search_url(toggled_date(request, date.text))
        yield Chip(said(FACET_LABELS["date"]), date_filter_words(date.text), url)


def _is_in_force(value: FacetValue) -> bool:
    """Whether it is selected or excluded; such values stand before all others."""
    return value.selected or value.excluded


def _label(field: str, value: str, label: str) -> str:
    """Kinds and voices are common nouns and begin with a capital here; names stay as they are written."""
    return capitalized(value) if value and field in FIXED_VALUES else said(label)


def without_filters(request: SearchRequest) -> SearchRequest:
    """The same query and order with no restriction; its first page."""
    return replace(request, filters=Filters(), page=1)


def _digest(value: str) -> str:
    """A short name for any value that is safe in an element's id."""
    return blake2s(value.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
