"""Searches and lists as files and feeds: the addresses of the API with the suffix of a format."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, stream_with_context

from search.documents.taken import FoundPassages
from search.engines.base import Group
from search.paging import MAX_REACH_HITS
from search.results import SearchRequest
from web.embedding.shown import read_passage_ids
from web.exports.feed import FEED_SUFFIX, FEED_TYPE, MAX_ENTRIES, FeedHead, atom_feed
from web.exports.formats import FORMATS, Format
from web.exports.taking import taken_passages
from web.links import search_url
from web.parameters import read_search_request
from web.provider import current_searcher
from web.site import absolute, current_settings, site_root

blueprint = Blueprint("exports", __name__, url_prefix="/api/v1")


@blueprint.get("/search.<suffix>")
def search(suffix: str) -> Response:
    """All hits of a search, at most MAX_REACH_HITS, streamed; or the feed of its first ones."""
    asked = read_search_request(request.args, group=Group.PASSAGE)
    if suffix == FEED_SUFFIX:
        return _feed(asked)
    one = _format(suffix)
    return _file(one, current_searcher().found_passages(asked))


@blueprint.get("/passages.<suffix>")
def passages(suffix: str) -> Response:
    """A list of passages."""
    one = _format(suffix)
    found = current_searcher().passages(read_passage_ids(request.args))
    return _file(one, FoundPassages(len(found.passages), iter(found.passages), found.generation))


def _format(suffix: str) -> Format:
    return FORMATS.get(suffix) or abort(404)


def _file(one: Format, found: FoundPassages) -> Response:
    pieces = one.pieces(taken_passages(found.passages))
    response = Response(stream_with_context(piece.encode() for piece in pieces), content_type=one.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="passages.{one.suffix}"'
    # A file has no place to say that it was cut.
    response.headers["Flori-Found"] = str(found.total)
    response.headers["Flori-Given"] = str(min(found.total, MAX_REACH_HITS))
    return response


def _feed(asked: SearchRequest) -> Response:
    searcher = current_searcher()
    found = searcher.found_passages(asked, MAX_ENTRIES)
    head = FeedHead(
        title=f"{asked.q} – {current_settings().title}" if asked.q else current_settings().title,
        root=site_root(),
        self_url=absolute(request.full_path.rstrip("?")),
        page_url=absolute(search_url(asked)),
        updated=searcher.summary().indexed_at or "1970-01-01T00:00:00Z",
    )
    return Response(atom_feed(head, taken_passages(found.passages)), content_type=f"{FEED_TYPE}; charset=utf-8")
