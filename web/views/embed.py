"""Results on other sites: the page that a frame shows, the page on which one makes it, and oEmbed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from search.results import SearchRequest, SearchResult
from web.embedding.embed_code import embed_code
from web.embedding.oembed import describe, read_oembed, rich_xml
from web.embedding.origins import frame_ancestors
from web.embedding.shown import DEFAULT_SIZE, Embed, frame_path, passage_pairs, read_embed
from web.links import address
from web.provider import current_searcher
from web.responses import content_security_policy
from web.results.ordering import in_page_order
from web.site import current_settings
from web.words.component_words import component_words
from web.words.language import gettext

blueprint = Blueprint("embed", __name__)

SIZES = (3, 5, 10, 20)
_WORDS_KEPT_S = 3_600


@blueprint.get("/embed")
def frame() -> Response:
    """The page that a frame shows; without any parameter, the page on which one makes it."""
    if not request.args:
        return _maker(Embed(SearchRequest(size=DEFAULT_SIZE), None))
    embed = read_embed(request.args)
    if embed.frozen:
        shown = {"found": current_searcher().passages(embed.frozen.ids)}
        page = render_template("embed/list.html", embed=embed, **shown)
    else:
        result = current_searcher().search(in_page_order(embed.search))
        page = render_template("embed/search.html", embed=embed, search=embed.search, result=result)
    response = make_response(page)
    response.headers["Content-Security-Policy"] = content_security_policy(frame_ancestors=frame_ancestors())
    return response


@blueprint.get("/embed/make")
def make() -> Response:
    """The page on which one makes an embed of a search or of a list."""
    return _maker(read_embed(request.args))


@blueprint.get("/embed/words.json")
def words() -> Response:
    """What the web component says, in the reader's language or that of the page it stands on."""
    response = jsonify(component_words())
    response.headers["Cache-Control"] = f"max-age={_WORDS_KEPT_S}"
    return response


@blueprint.get("/oembed")
def oembed() -> Response:
    """The description of an address of this site, as JSON or XML."""
    asked = read_oembed(request.args)
    rich = describe(current_searcher(), asked)
    if asked.format == "xml":
        return Response(rich_xml(rich), content_type="text/xml; charset=utf-8")
    return jsonify(rich)


def _maker(embed: Embed) -> Response:
    result = None if embed.frozen else current_searcher().search(in_page_order(embed.search))
    page = render_template(
        "pages/embed.html",
        embed=embed,
        search=embed.search,
        result=result,
        sizes=SIZES,
        code=embed_code(embed, gettext("Results from %(site)s", site=current_settings().title)),
        frame_path=frame_path(embed),
        frozen_url=_frozen_url(result) if result else None,
        api_origins=current_settings().api_origins,
        ancestors=current_settings().frame_ancestors,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


def _frozen_url(result: SearchResult) -> str | None:
    """This page for the passages that the search finds today."""
    if not result.hits:
        return None
    today = ("as-of", datetime.now(UTC).date().isoformat())
    return address("embed.make", [today, *passage_pairs([hit.passage.id for hit in result.hits])])
