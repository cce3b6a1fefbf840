"""The page of one source: its whole text with its documents marked out, and the original file."""

from __future__ import annotations

import codecs

from flask import Blueprint, Response, render_template, send_file

from search.engines.base import Group
from search.results import SearchRequest
from web.documents.regions import source_regions
from web.documents.timeline import timeline
from web.provider import current_searcher

blueprint = Blueprint("sources", __name__)

_SHOWN_AS_TEXT = ("text/plain", "text/markdown", "text/html", "application/jsonl")
"""Media types whose files are text; what is in them is shown as it was written, HTML as its markup."""
_SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@blueprint.get("/sources/<source_id>")
def page(source_id: str) -> str:
    """The source's text; what belongs to no document is dimmed."""
    view = current_searcher().source(source_id)
    return render_template(
        "pages/source.html",
        view=view,
        source=view.source,
        timeline=timeline(view.documents),
        regions=source_regions(view.source.text, view.documents),
        search=SearchRequest(group=Group.DOCUMENT),
    )


@blueprint.get("/sources/<source_id>/original")
def original(source_id: str) -> Response:
    """The file as collected: text to read as text, anything else to keep. Never anything that a browser would run."""
    searcher = current_searcher()
    path, media_type = searcher.original(source_id)
    readable = media_type in _SHOWN_AS_TEXT
    response = send_file(path, mimetype="application/octet-stream", as_attachment=not readable, download_name=path.name)
    if readable:
        encoding = searcher.source(source_id).source.encoding or "utf-8"
        response.content_type = f"text/plain; charset={codecs.lookup(encoding).name}"
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response
