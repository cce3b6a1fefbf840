"""The JSON API, version 1: searches and documents as data."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from search.documents.views import FormerView
from search.engines.base import Group
from search.errors import GoneError, NotFoundError
from search.message import Message
from search.serialize import document_detail_json, passage_list_json, search_json
from web.embedding.shown import read_passage_ids
from web.openapi import openapi_document
from web.parameters import read_search_request
from web.provider import current_searcher
from web.words.localized import in_language
from web.words.wording import title_of

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """One page of hits with totals, facets and the histogram; a hit is a passage unless `group` says otherwise."""
    result = current_searcher().search(read_search_request(request.args, group=Group.PASSAGE))
    response = jsonify(search_json(in_language(result), request.script_root))
    response.headers["Server-Timing"] = f"search;dur={result.took_ms:.1f}"
    return response


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> Response:
    """One document: its passages in full and what it stands next to."""
    searcher = current_searcher()
    try:
        return jsonify(document_detail_json(searcher.document(document_id), request.script_root))
    except NotFoundError:
        raise _gone(searcher.former(document_id)) from None


def _gone(former: FormerView) -> GoneError:
    title, successor = title_of(former.document), former.successor
    if successor:
        return GoneError(
            Message("The document %(title)r is gone; another has taken its place.", title=title), successor=successor.id
        )
    return GoneError(
        Message("The document %(title)r is gone; nothing near to it is there now.", title=title), successor=None
    )


@blueprint.get("/passages")
def passages() -> Response:
    """Passages named by their ids, whole, those that are gone included."""
    return jsonify(passage_list_json(current_searcher().passages(read_passage_ids(request.args)), request.script_root))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this API, made from the code that answers."""
    return jsonify(openapi_document(request.script_root))
