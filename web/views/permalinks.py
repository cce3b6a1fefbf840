"""Addresses of passages that outlast a document's being cut anew, and the page on which one cites them."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from search.documents.citing import document_id_of
from search.engines.base import Group
from search.errors import NotFoundError
from search.message import Message
from search.results import SearchRequest
from web.citations.formatted import quotation
from web.citations.forms import citing_forms, reference_to_passage
from web.links import document_url
from web.provider import current_searcher

blueprint = Blueprint("permalinks", __name__)


@blueprint.get("/p/<passage_id>")
def passage(passage_id: str) -> ResponseReturnValue:
    """To the passage in its document, which says what became of it if it is gone.

    Found (302) and not Moved: a later run may number a document's passages anew, and this address still holds then.
    """
    for cited in current_searcher().passages([passage_id]).passages:
        return redirect(document_url(cited.document, passage=cited.passage.ordinal))
    return redirect(url_for("documents.page", document_id=document_id_of(passage_id)))


@blueprint.get("/p/<passage_id>/cite")
def cite(passage_id: str) -> str:
    """The passage as a quotation with its source, and its document's reference."""
    found = current_searcher().passages([passage_id]).passages
    if not found:
        raise NotFoundError(
            Message("There is no passage %(id)r; it may have been removed. Search for its words.", id=passage_id)
        )
    cited = found[0]
    reference = reference_to_passage(cited)
    return render_template(
        "pages/cite.html",
        cited=cited,
        quotation=quotation(reference, cited.passage, cited.text),
        permalink=reference.permalink,
        citing=citing_forms(reference),
        search=SearchRequest(group=Group.DOCUMENT),
    )
