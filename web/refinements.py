"""The ways to narrow a search and to widen it again: facet values as links, and a chip for every restriction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s

from search.engines.base import FACET_FIELDS, Filters
from search.facets import FACET_LABELS
from search.results import Facet, FacetValue, SearchRequest
from web.links import search_url, toggled, toggled_date
from web.wording import date_filter_words

SHOWN_VALUES = 8
LISTED_VALUES = 100
"""A longer facet is cut here: nobody reads on, and a page must stay small."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One facet value and the search it leads to. `element_id` stays the same wherever the value is listed."""

    label: str
    count: int
    selected: bool
    url: str
    element_id: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the page shows it: `first` openly, `more` behind a click, `left_out` not at all."""

    field: str
    label: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int

    @property
    def total(self) -> int:
        """How many values there are."""
        return len(self.first) + len(self.more) + self.left_out


@dataclass(frozen=True, slots=True)
class Chip:
    """One restriction in force and the search without it."""

    label: str
    value: str
    url: str


def facet_views(request: SearchRequest, facets: Sequence[Facet]) -> tuple[FacetView, ...]:
    """The facets that have something to choose from."""
    return tuple(_facet_view(request, facet) for facet in facets if facet.values)


def _facet_view(request: SearchRequest, facet: Facet) -> FacetView:
    links = tuple(_facet_link(request, facet.field, value) for value in facet.values[:LISTED_VALUES])
    left_out = len(facet.values) - len(links)
    # One value more is no reason for a click.
    shown = len(links) if len(facet.values) <= SHOWN_VALUES + 1 else SHOWN_VALUES
    return FacetView(facet.field, facet.label, links[:shown], links[shown:], left_out)


def _facet_link(request: SearchRequest, field: str, value: FacetValue) -> FacetLink:
    url = search_url(toggled(request, field, value.value))
    return FacetLink(
        _label(field, value.label), value.count, value.selected, url, f"facet-{field}-{_digest(value.value)}"
    )


def chips(request: SearchRequest, facets: Sequence[Facet] = ()) -> tuple[Chip, ...]:
    """A chip for every restriction, in the order of the facets, dates last."""
    return tuple(_chips(request, {(f.field, v.value): v.label for f in facets for v in f.values}))


def _chips(request: SearchRequest, labels: Mapping[tuple[str, str], str]) -> Iterator[Chip]:
    for field in FACET_FIELDS:
        for value in request.filters.values(field):
            label = _label(field, labels.get((field, value), value))
            yield Chip(FACET_LABELS[field], label, search_url(toggled(request, field, value)))
    for date in request.filters.date:
        yield Chip(FACET_LABELS["date"], date_filter_words(date.text), search_url(toggled_date(request, date.text)))


def _label(field: str, label: str) -> str:
    """Kinds are common nouns and begin with a capital here; names stay as they are written."""
    return label[:1].upper() + label[1:] if field == "kind" else label


def without_filters(request: SearchRequest) -> SearchRequest:
    """The same query and order with no restriction; its first page."""
    return replace(request, filters=Filters(), page=1)


def _digest(value: str) -> str:
    """A short name for any value that is safe in an element's id."""
    return blake2s(value.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
