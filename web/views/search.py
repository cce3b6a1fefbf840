"""The search page: results, or a start page where nothing has been asked yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request

from search.engines.base import Group, Sort
from search.results import SearchRequest, SearchResult
from search.searcher import Searcher
from web.links import query_pairs, search_url
from web.parameters import read_search_request
from web.provider import current_searcher
from web.rendering import render_search
from web.results.examples import example_searches
from web.results.histogram import histogram_view
from web.results.offers import offers
from web.results.ordering import copy_switch, group_links, in_page_order, order_links
from web.results.pagination import paginate
from web.results.refinements import chips, facet_views, read_finds, without_filters
from web.words.query_words import query_words

blueprint = Blueprint("search", __name__)

NEWEST_SHOWN = 3


@blueprint.get("/")
def page() -> Response:
    """The whole page, or its results where htmx asks for them."""
    searcher = current_searcher()
    asked = read_search_request(request.args, group=Group.DOCUMENT)
    if not query_pairs(asked):
        return render_search(asked, **_start(searcher, asked))
    return render_search(asked, **_results(searcher, asked))


def _results(searcher: Searcher, asked: SearchRequest) -> dict[str, Any]:
    result = searcher.search(in_page_order(asked))
    return {
        "result": result,
        "orders": order_links(asked),
        "groups": group_links(asked),
        "copy_switch": copy_switch(asked, result.folded),
        "unfiltered_url": search_url(without_filters(asked)),
        "chips": chips(asked, result.facets),
        "facets": facet_views(asked, result.facets, read_finds(request.args)),
        "histogram": histogram_view(asked, result.histogram),
        "pagination": paginate(asked, result.pages),
        "offers": offers(searcher, asked, result),
        "said": query_words(result.query.parsed),
        "unrestricted": _unrestricted(searcher, asked, result),
    }


def _unrestricted(searcher: Searcher, asked: SearchRequest, result: SearchResult) -> SearchResult | None:
    """What the query finds without restrictions, to offer where they leave nothing."""
    if result.passages or not asked.filters:
        return None
    return searcher.search(replace(without_filters(asked), size=1))


def _start(searcher: Searcher, asked: SearchRequest) -> dict[str, Any]:
    """What is in the index and ways into it: the facets of everything, and its newest documents."""
    browse = replace(asked, sort=Sort.NEWEST)
    everything = searcher.search(replace(browse, size=NEWEST_SHOWN))
    return {
        "start": searcher.summary(),
        "result": everything,
        "facets": facet_views(asked, everything.facets, read_finds(request.args)),
        "histogram": histogram_view(asked, everything.histogram),
        "examples": example_searches(everything),
        "browse": browse,
    }
