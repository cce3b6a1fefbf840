"""From result to result: which one of a search's results a document is, and which stand before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.errors import RequestError
from search.model import Document
from search.results import Hit, SearchRequest, SearchResult
from search.searcher import Searcher
from web.links import document_url
from web.results.ordering import in_page_order


@dataclass(frozen=True, slots=True)
class Step:
    """Another result: its document, and where it is to be read on from this search."""

    document: Document
    url: str


@dataclass(frozen=True, slots=True)
class ResultSteps:
    """`number` counts from 1 through all results of the search, `total` of them."""

    number: int
    total: int
    previous: Step | None
    next: Step | None


def result_steps(searcher: Searcher, asked: SearchRequest, document_id: str) -> ResultSteps | None:
    """Where the document stands in the search; None where it is not on the page of results that is named."""
    result = _page_of(searcher, asked)
    hits = result.hits if result else ()
    places = [index for index, hit in enumerate(hits) if hit.document.id == document_id]
    if result is None or not places:
        return None
    before, after = hits[: places[0]], hits[places[-1] + 1 :]
    return ResultSteps(
        number=(asked.page - 1) * asked.size + places[0] + 1,
        total=result.listed,
        previous=_step(before[::-1], asked) or _beyond(searcher, asked, asked.page - 1, document_id),
        next=_step(after, asked) or _beyond(searcher, asked, asked.page + 1, document_id, result.pages),
    )


def _page_of(searcher: Searcher, asked: SearchRequest) -> SearchResult | None:
    try:
        return searcher.search(in_page_order(asked))
    except RequestError:  # the search has fewer pages by now
        return None


def _beyond(
    searcher: Searcher, asked: SearchRequest, page: int, document_id: str, last_page: int | None = None
) -> Step | None:
    """The nearest result on the page before or after, if there is such a page."""
    if page < 1 or (last_page is not None and page > last_page):
        return None
    there = replace(asked, page=page)
    result = _page_of(searcher, there)
    hits = [hit for hit in result.hits if hit.document.id != document_id] if result else []
    return _step(hits if page > asked.page else hits[::-1], there)


def _step(hits: Sequence[Hit], asked: SearchRequest) -> Step | None:
    if not hits:
        return None
    return Step(hits[0].document, document_url(hits[0].document, asked, hits[0].passage.ordinal))
