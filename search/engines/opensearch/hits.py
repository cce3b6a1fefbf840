"""The page of hits that is asked for: their order, and where grouped one for each document with the rest counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.base import EngineHit, EngineRequest, Group, Sort
from search.engines.opensearch.layout import MAX_WINDOW
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl
from search.errors import UnsupportedError


def page_body(request: EngineRequest) -> dict[str, Any]:
    """What the search is to return. Raises UnsupportedError for hits beyond MAX_WINDOW."""
    if request.offset + request.limit > MAX_WINDOW:
        raise UnsupportedError(
            f"Hits {request.offset:,} to {request.offset + request.limit:,} were asked for, and the opensearch engine "
            f"shows the first {MAX_WINDOW:,}; narrow the search."
        )
    body: dict[str, Any] = {
        "from": request.offset,
        "size": request.limit,
        "sort": _order(request),
        "track_scores": True,
        "track_total_hits": True,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["passage", "document"],
    }
    if request.group is Group.DOCUMENT and request.limit:
        body["collapse"] = {"field": "document"}
    return body


def hits_of(answer: Mapping[str, Any]) -> list[EngineHit]:
    """The hits of an answer, as if not grouped."""
    return [
        EngineHit(hit["fields"]["passage"][0], hit["fields"]["document"][0], float(hit["_score"]))
        for hit in answer["hits"]["hits"]
    ]


def with_the_rest(reader: StateReader, hits: Sequence[EngineHit], matching: Sequence[Dsl]) -> list[EngineHit]:
    """The hits, each with the number of further matching passages of its document."""
    count_of = reader.counts_of("document", [hit.document_id for hit in hits], matching)
    return [EngineHit(hit.passage_id, hit.document_id, hit.score, count_of[hit.document_id] - 1) for hit in hits]


def _order(request: EngineRequest) -> list[Dsl]:
    """The sort keys.

    By date, the passages of a document are level, and the best of them stands for it; documents are then ordered by
    their own ids, which is the order of the passages' ids, since these start with them.
    """
    passage: Dsl = {"passage": "asc"}
    best: Dsl = {"_score": "desc"}
    match request.sort:
        case Sort.RELEVANCE:
            return [best, passage]
        case Sort.NEWEST:
            date: Dsl = {"last_moment": {"order": "desc", "missing": "_last"}}
        case Sort.OLDEST:
            date = {"first_moment": {"order": "asc", "missing": "_last"}}
    if request.group is Group.DOCUMENT:
        return [date, {"document": "asc"}, best, passage]
    return [date, passage]
