"""What templates can use, and the choice between a whole page and its update."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, make_response, render_template, request

from search.paging import MAX_REACH_HITS
from search.results import SearchRequest
from search.source_notes import note_message
from web.documents.directions import closed_directions
from web.documents.highlighting import marked_runs, without_quote_marks
from web.embedding.shown import maker_url
from web.exports.formats import FORMATS
from web.exports.taking import list_export_url, list_url, search_export_url
from web.links import document_url, query_pairs, search_url
from web.site import absolute
from web.words import wording
from web.words.counts import counted
from web.words.handmade import collected_note, fields_by_hand
from web.words.terms import capitalized, term

_VARIES_BY = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")


def register_rendering(app: Flask) -> None:
    """Give templates the words and addresses they use."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.finalize = closed_directions
    app.jinja_env.policies["json.dumps_kwargs"] = {"ensure_ascii": True}  # no marks of direction within JSON
    app.jinja_env.filters.update(
        citation=wording.citation,
        capitalized=capitalized,
        closed_up=wording.closed_up,
        collected_note=collected_note,
        counted=counted,
        date_note=wording.date_note,
        date_words=wording.date_words,
        fields_by_hand=fields_by_hand,
        names=wording.names,
        note_message=note_message,
        printed_names=wording.printed_names,
        term=term,
        titled=wording.title_of,
        voice_note=wording.voice_note,
        without_quote_marks=without_quote_marks,
    )
    app.jinja_env.globals.update(
        absolute=absolute,
        document_url=document_url,
        export_formats=tuple(FORMATS.values()),
        export_limit=MAX_REACH_HITS,
        list_export_url=list_export_url,
        list_url=list_url,
        maker_url=maker_url,
        marked_runs=marked_runs,
        query_pairs=query_pairs,
        search_export_url=search_export_url,
        search_url=search_url,
        web_address=wording.web_address,
        site_title=app.config["TITLE"],
    )


def render_search(search: SearchRequest, **context: Any) -> Response:
    """The search page or, where htmx asks for it, its results alone; both from the same context.

    An update names the canonical address that the browser is to show.
    """
    template = "partials/_update.html" if _wants_update() else "pages/search.html"
    response = make_response(render_template(template, search=search, **context))
    response.vary.update(_VARIES_BY)
    if _wants_update():
        response.headers["HX-Push-Url"] = search_url(search)
    return response


def _wants_update() -> bool:
    """Whether htmx will swap the answer into the page; it wants the whole page to restore one from its history."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and "HX-History-Restore-Request" not in headers
    )
