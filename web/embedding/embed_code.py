"""The code that one copies to show an embed elsewhere, and the addresses that say the same to programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for
from markupsafe import Markup

from search.engines.base import Group, Sort
from web.embedding.shown import Embed, frame_markup, frame_path, passage_pairs
from web.links import address, query_pairs, search_url
from web.results.ordering import in_page_order
from web.site import absolute

_ATTRIBUTES = ("q", "sort", "group", "page")


@dataclass(frozen=True, slots=True)
class EmbedCode:
    """One embed in four ways: `frame` and `component` as markup, the others as addresses.

    `element`: the component without its script.
    """

    frame: Markup
    component: Markup
    element: Markup
    oembed_url: str
    api_url: str


def embed_code(embed: Embed, title: str) -> EmbedCode:
    """The code for an embed. `title`: what a screen reader calls the frame, and a link in place of the component."""
    frame_url = absolute(frame_path(embed))
    subject = frame_url if embed.frozen else absolute(search_url(embed.search))
    element = _component(embed, Markup('<a href="{}">{}</a>').format(subject, title))
    return EmbedCode(
        frame=Markup("{}\n{}").format(frame_markup(frame_url, title, "100%", embed.height), _script("flori-frame.js")),
        component=Markup("{}\n{}").format(_script("flori-search.js"), element),
        element=element,
        oembed_url=absolute(url_for("embed.oembed", url=subject)),
        api_url=_api_url(embed),
    )


def _script(name: str) -> Markup:
    # Without a version in the address, so that pages that copied it get what is mended in it.
    return Markup('<script src="{}" async></script>').format(absolute(url_for("static", filename=f"embed/{name}")))


def _component(embed: Embed, fallback: Markup) -> Markup:
    """The element. `fallback`: what stands in its place until its script runs, or where none does."""
    attributes = _frozen_attributes(embed) if embed.frozen else _live_attributes(embed)
    written = (Markup('{}="{}"').format(name, value) for name, value in attributes if value)
    return Markup("<flori-search {}>{}</flori-search>").format(Markup(" ").join(written), fallback)


def _frozen_attributes(embed: Embed) -> list[tuple[str, str]]:
    frozen = embed.frozen
    if frozen is None:
        return []
    return [("passages", " ".join(frozen.ids)), ("as-of", frozen.as_of or "")]


def _live_attributes(embed: Embed) -> list[tuple[str, str]]:
    search = in_page_order(embed.search)
    filters = [(name, value) for name, value in query_pairs(search) if name not in _ATTRIBUTES]
    sort = search.sort.value if search.sort is not Sort.RELEVANCE else ""
    group = search.group.value if search.group is not Group.DOCUMENT else ""
    return [
        ("q", search.q),
        ("filters", urlencode(filters)),
        ("sort", sort),
        ("group", group),
        ("size", str(search.size)),
    ]


def _api_url(embed: Embed) -> str:
    if embed.frozen:
        return absolute(address("api.passages", passage_pairs(embed.frozen.ids)))
    search = in_page_order(embed.search)
    said = [pair for pair in query_pairs(replace(search, page=1)) if pair[0] != "group"]
    return absolute(address("api.search", [*said, ("group", search.group.value), ("size", str(search.size))]))
