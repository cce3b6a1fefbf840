"""The page of one document: its text, who wrote it to whom and when, and what it stands next to."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from search.engines.base import Group
from web.links import query_pairs
from web.parameters import read_search_request
from web.provider import current_searcher
from web.reading import document_body, hit_passages

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents/<document_id>")
def page(document_id: str) -> str:
    """The document, with highlights and a way back where one comes from a search."""
    asked = read_search_request(request.args, group=Group.DOCUMENT)
    view = current_searcher().document(document_id, q=asked.q)
    return render_template(
        "pages/document.html",
        view=view,
        document=view.document,
        body=document_body(view),
        hits=hit_passages(view),
        search=asked,
        from_search=bool(query_pairs(asked)),
    )
