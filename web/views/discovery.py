"""The files by which browsers and search engines get to know the site."""

from __future__ import annotations

from math import ceil

from flask import Blueprint, Flask, Response, abort, url_for

from web.discovery import SITEMAP_SIZE, opensearch_description, robots_text, sitemap, sitemap_index
from web.provider import current_searcher
from web.site import absolute, current_settings, site_root

blueprint = Blueprint("discovery", __name__)

_XML = "application/xml; charset=utf-8"


def register_robots(app: Flask) -> None:
    """Say with every answer, too, that it is not to be listed, where that is configured."""
    if app.extensions["settings"].robots == "disallow":
        app.after_request(_not_listed)


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """What a browser needs to search here."""
    icon = absolute(url_for("static", filename="icon.svg"))
    written = opensearch_description(current_settings().title, site_root(), icon)
    return Response(written, content_type="application/opensearchdescription+xml; charset=utf-8")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What search engines are asked to do."""
    allowed = current_settings().robots == "allow"
    text = robots_text(allowed=allowed, sitemap_url=absolute(url_for("discovery.sitemaps")))
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemaps() -> Response:
    """The list of sitemaps."""
    files = ceil(current_searcher().summary().documents / SITEMAP_SIZE) or 1
    numbers = range(1, files + 1)
    addresses = (absolute(url_for("discovery.documents", number=number)) for number in numbers)
    return Response(sitemap_index(addresses), content_type=_XML)


@blueprint.get("/sitemaps/<int:number>.xml")
def documents(number: int) -> Response:
    """One sitemap: SITEMAP_SIZE documents; the first may be empty."""
    ids = current_searcher().document_ids((number - 1) * SITEMAP_SIZE, SITEMAP_SIZE) if number else ()
    if not ids and number != 1:
        abort(404)
    addresses = (absolute(url_for("documents.page", document_id=document_id)) for document_id in ids)
    return Response(sitemap(addresses), content_type=_XML)


def _not_listed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
