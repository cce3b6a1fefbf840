"""What one request may ask for: the size of a query, the number of filters, and the work of a search."""

from __future__ import annotations

from dataclasses import dataclass, field

from search.engines.base import FACET_FIELDS, Filters
from search.engines.effort import Bounds
from search.errors import RequestError
from search.message import Message
from search.query.limits import QueryLimits
from search.settings import Settings

MAX_FILTER_VALUES = 200
"""Selected values of one request. Who selects more wants a query."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one request."""

    query: QueryLimits = field(default_factory=QueryLimits)
    bounds: Bounds = field(default_factory=Bounds)
    filter_values: int = MAX_FILTER_VALUES


DEFAULT_LIMITS = Limits()


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings name."""
    return Limits(
        query=QueryLimits(settings.max_query_chars, settings.max_query_words, settings.max_query_patterns),
        bounds=Bounds(settings.max_search_s, settings.max_pattern_words),
        filter_values=settings.max_filter_values,
    )


def check_filters(filters: Filters, most: int) -> None:
    """Raises RequestError for more than `most` values in all, naming the field that has most of them."""
    counts = {name: len(filters.values(name)) + len(filters.excluded_values(name)) for name in FACET_FIELDS}
    counts["date"] = len(filters.date)
    given = sum(counts.values())
    if given > most:
        raise RequestError(
            Message("There are %(given)s values to filter by, and at most %(most)s may be.", given=given, most=most),
            parameter=max(counts, key=counts.__getitem__),
            value=str(given),
            expected=Message("at most %(most)s values in all", most=most),
        )
