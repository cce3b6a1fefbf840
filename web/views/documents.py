"""The page of one document: its text, who wrote it to whom and when, and what it stands next to."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from search.engines.base import Group
from search.errors import NotFoundError
from search.model import Document
from search.results import SearchRequest
from web.citations.forms import FORMS, citing_forms, reference_to_view
from web.documents.found import found_passages_of, is_marked
from web.documents.linked_data import linked_data
from web.documents.reading import document_body, place_on_the_web
from web.documents.timeline import timeline
from web.exports.formats import FORMATS
from web.links import query_pairs
from web.parameters import read_search_request
from web.provider import current_searcher
from web.results.result_steps import result_steps

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents/<document_id>")
def page(document_id: str) -> ResponseReturnValue:
    """The document, with highlights and a way back where one comes from a search; or what it was, if it is gone."""
    asked = read_search_request(request.args, group=Group.DOCUMENT)
    try:
        view = current_searcher().document(document_id, q=asked.q)
    except NotFoundError:
        return _former_page(document_id)
    return render_template(
        "pages/document.html",
        view=view,
        document=view.document,
        body=document_body(view),
        found_in=found_passages_of(view, current_searcher(), asked),
        is_marked=is_marked(view),
        search=asked,
        from_search=bool(query_pairs(asked)),
        steps=result_steps(current_searcher(), asked, document_id) if query_pairs(asked) else None,
        place_on_the_web=place_on_the_web(view),
        linked_data=linked_data(view),
        citing=citing_forms(reference_to_view(view)),
        timeline=timeline(current_searcher().exchange(view.document)) if _is_addressed(view.document) else None,
    )


@blueprint.get("/documents/<document_id>/reference.<suffix>")
def reference(document_id: str, suffix: str) -> Response:
    """The reference to a document as a file."""
    form = FORMS.get(suffix) or abort(404)
    written = form.write(reference_to_view(current_searcher().document(document_id)))
    response = Response(written, content_type=FORMATS[suffix].media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{document_id}.{suffix}"'
    return response


def _is_addressed(document: Document) -> bool:
    return bool(document.authors and document.recipients)


def _former_page(document_id: str) -> ResponseReturnValue:
    """What a document was that is gone: 200 where another has taken its place, else 410 (Gone).

    Not a redirect: who follows an old citation must see what it cited, and what became of it.
    """
    view = current_searcher().former(document_id)
    page = render_template(
        "pages/former.html", view=view, document=view.document, search=SearchRequest(group=Group.DOCUMENT)
    )
    return page, HTTPStatus.OK if view.successor else HTTPStatus.GONE
