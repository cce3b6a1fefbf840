"""Numbered pages: which page numbers to offer, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.results import SearchRequest
from web.links import search_url

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of results. `after_gap`: page numbers are left out before it."""

    number: int
    url: str
    current: bool
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Pagination:
    """The page numbers offered, ascending: the first, the last, and those around the current one."""

    links: tuple[PageLink, ...]
    previous: str | None
    next: str | None


def paginate(request: SearchRequest, pages: int) -> Pagination:
    """The links from `request.page` among `pages` pages of results."""
    current = request.page
    near = range(max(1, current - _NEIGHBOURS), min(pages, current + _NEIGHBOURS) + 1)
    numbers = sorted({*near, 1, pages} if pages else set())
    links = tuple(
        PageLink(number, _url(request, number), number == current, after_gap=number - before > 1)
        for before, number in zip([0, *numbers], numbers, strict=False)
    )
    return Pagination(
        links=links,
        previous=_url(request, min(current - 1, pages)) if pages and current > 1 else None,
        next=_url(request, current + 1) if current < pages else None,
    )


def _url(request: SearchRequest, page: int) -> str:
    return search_url(replace(request, page=page))
