"""Every address that an application answers, made from its routes and from what its index holds."""

from __future__ import annotations

from flask import Flask

from search.engines.base import Group
from search.results import SearchRequest
from web.exports.feed import FEED_SUFFIX
from web.exports.formats import FORMATS
from web.provider import SearcherProvider

_QUERIES = {
    "search.page": "q=sand",
    "suggest.options": "q=sa",
    "embed.frame": "q=sand",
    "embed.make": "q=sand",
    "embed.oembed": "url=http%3A%2F%2Flocalhost%2F%3Fq%3Dsand",
    "exports.search": "q=sand",
    "api.search": "q=sand",
}
_OF_LISTS = ("exports.passages", "lists.page", "api.passages")


def every_address(app: Flask) -> list[str]:
    """For each route one address that answers 200 or leads on, with each format where it has several."""
    provider: SearcherProvider = app.extensions["searcher"]
    hit = provider.get().search(SearchRequest("sand", group=Group.DOCUMENT)).hits[0]
    values = {
        "document_id": [hit.document.id],
        "source_id": [hit.document.source_id],
        "passage_id": [hit.passage.id],
        "number": ["1"],
        "filename": ["base.css", "embed/flori-search.js"],
    }
    addresses = []
    for rule in app.url_map.iter_rules():
        suffixes = [*FORMATS, FEED_SUFFIX] if rule.endpoint == "exports.search" else list(FORMATS)
        if rule.endpoint == "documents.reference":
            suffixes = ["bib", "ris", "csl.json"]
        paths = [rule.rule]
        for argument in rule.arguments:
            chosen = suffixes if argument == "suffix" else values[argument]
            converters = (f"<{prefix}{argument}>" for prefix in ("", "int:", "path:"))
            marker = next(one for one in converters if one in rule.rule)
            paths = [path.replace(marker, value) for path in paths for value in chosen]
        query = f"p={hit.passage.id}" if rule.endpoint in _OF_LISTS else _QUERIES.get(rule.endpoint, "")
        addresses += [f"{path}?{query}" if query else path for path in paths]
    return addresses
