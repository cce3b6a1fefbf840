"""Addresses of passages that outlast a document's being cut anew."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from search.citing import document_id_of
from web.links import document_url
from web.provider import current_searcher

blueprint = Blueprint("permalinks", __name__)


@blueprint.get("/p/<passage_id>")
def passage(passage_id: str) -> ResponseReturnValue:
    """To the passage in its document.

    Found (302) and not Moved: a later run may number a document's passages anew, and this address still holds then.
    """
    for cited in current_searcher().passages([passage_id]).passages:
        return redirect(document_url(cited.document, passage=cited.passage.ordinal))
    return redirect(url_for("documents.page", document_id=document_id_of(passage_id)))
