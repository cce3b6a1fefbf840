"""Pages of hits: which may be asked for, and how many there are."""

from __future__ import annotations

from math import ceil

from search.errors import RequestError
from search.message import Message
from search.results import MAX_SIZE, SearchRequest

MAX_REACH_HITS = 10_000
"""How deep one can page. Whoever wants more narrows the search: a filter costs less than a deep page."""


def check_paging(request: SearchRequest) -> None:
    """Raises RequestError where the size or the page is not one that can be asked for."""
    if not 1 <= request.size <= MAX_SIZE:
        raise _wrong("size", request.size, f"a number of hits from 1 to {MAX_SIZE}")
    if request.page < 1:
        raise _wrong("page", request.page, Message("a page from 1 on"))
    reach = MAX_REACH_HITS // request.size
    if request.page > reach:
        raise _wrong("page", request.page, Message("a page from 1 to %(last)s, or a narrower search", last=str(reach)))


def check_page_exists(request: SearchRequest, listed: int) -> None:
    """Raises RequestError where hits are listed, but none on that page."""
    pages = page_count(request, listed)
    if pages and request.page > pages:
        raise _wrong("page", request.page, Message("a page from 1 to %(last)s, the last one", last=str(pages)))


def page_count(request: SearchRequest, listed: int) -> int:
    """How many pages of the hits listed can be asked for; 0 where nothing matched."""
    return min(ceil(listed / request.size), MAX_REACH_HITS // request.size)


def _wrong(parameter: str, value: int, expected: str) -> RequestError:
    return RequestError(
        Message(
            "The %(parameter)s %(value)s cannot be shown; ask for %(expected)s.",
            parameter=parameter,
            value=str(value),
            expected=expected,
        ),
        parameter=parameter,
        value=str(value),
        expected=expected,
    )
