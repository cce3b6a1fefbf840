"""oEmbed 1.0 (https://oembed.com): what an address of this site is to a program that wants to show it in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import request
from werkzeug.datastructures import MultiDict

from search.documents.citing import document_id_of
from search.errors import NotFoundError, RequestError
from search.model import Document
from search.results import SearchRequest
from search.searcher import Searcher
from web.embedding.shown import FRAME_WIDTH, Embed, Frozen, frame_markup, frame_path, read_embed
from web.site import absolute, current_settings, site_root
from web.words.wording import citation, names, title_of
from web.xml_text import xml_text

_CACHED_S = 3_600
_PASSAGE_HEIGHT = 320
_DOCUMENT = re.compile(r"/documents/([0-9a-f]{16})")
_PASSAGE = re.compile(r"/p/([0-9a-f]{16}-[0-9a-f]{8})")
_ORDINAL = re.compile(r"p?([1-9]\d{0,5})")
_SEARCHES = ("/", "/embed")


@dataclass(frozen=True, slots=True)
class OembedRequest:
    """`path`, `query`, `fragment`: of the address asked about, within this site. Limits in CSS pixels."""

    url: str
    path: str
    query: str
    fragment: str
    format: str
    max_width: int | None
    max_height: int | None


def read_oembed(arguments: MultiDict[str, str]) -> OembedRequest:
    """The request. Raises RequestError for parameters that cannot be read, NotFoundError for other sites' addresses."""
    url = arguments.get("url", "").strip()
    wanted = arguments.get("format", "").strip() or "json"
    if wanted not in ("json", "xml"):
        raise RequestError(
            f"The format {wanted!r} is not given out; ask for json or xml.",
            parameter="format",
            value=wanted,
            expected="json or xml",
        )
    path = _path_within(url)
    try:
        split = urlsplit(path)
    except ValueError as error:
        raise NotFoundError(f"The address {url!r} cannot be read: {error}.") from error
    limits = (_limit(arguments, name) for name in ("maxwidth", "maxheight"))
    return OembedRequest(url, split.path, split.query, split.fragment, wanted, *limits)


def describe(searcher: Searcher, asked: OembedRequest) -> dict[str, Any]:
    """The members of a `rich` answer, in order. Raises NotFoundError where there is nothing to show."""
    if match := _PASSAGE.fullmatch(asked.path):
        return _passage(searcher, asked, match[1])
    if match := _DOCUMENT.fullmatch(asked.path):
        return _document(searcher, asked, match[1])
    if asked.path in _SEARCHES:
        return _search(searcher, asked)
    raise NotFoundError(f"The address {asked.url!r} is not that of a search, a document or a passage.")


def rich_xml(answer: dict[str, Any]) -> bytes:
    """The answer as XML."""
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = xml_text(str(value))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _path_within(url: str) -> str:
    for root in (site_root(), request.host_url.rstrip("/") + request.script_root):
        if url == root or url.startswith((f"{root}/", f"{root}?")):
            rest = url.removeprefix(root)
            return rest if rest.startswith("/") else f"/{rest}"
    raise NotFoundError(f"The address {url!r} is not one of this site, {site_root()}.")


def _limit(arguments: MultiDict[str, str], name: str) -> int | None:
    value = arguments.get(name, "").strip()
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,5}", value) and int(value) > 0:
        return int(value)
    expected = "a number of pixels from 1 to 99999"
    raise RequestError(
        f"The parameter {name} is {value!r}; it must be {expected}.", parameter=name, value=value, expected=expected
    )


def _passage(searcher: Searcher, asked: OembedRequest, passage_id: str) -> dict[str, Any]:
    found = searcher.passages([passage_id]).passages
    if not found:
        raise NotFoundError(f"There is no passage {passage_id!r} of {document_id_of(passage_id)!r}.")
    return _of_document(asked, found[0].document, passage_id)


def _document(searcher: Searcher, asked: OembedRequest, document_id: str) -> dict[str, Any]:
    """The passage that the fragment or `p` names, by its number; without one, the document's first."""
    view = searcher.document(document_id)
    named = _ORDINAL.fullmatch(asked.fragment or parse_qs(asked.query).get("p", [""])[-1])
    ordinal = int(named[1]) if named else 1
    ids = {shown.passage.ordinal: shown.passage.id for shown in view.passages}
    if ordinal not in ids:
        raise NotFoundError(f"The document {document_id!r} has no passage {ordinal}.")
    return _of_document(asked, view.document, ids[ordinal])


def _of_document(asked: OembedRequest, document: Document, passage_id: str) -> dict[str, Any]:
    title = f"{title_of(document)} ({citation(document)})"
    author = {"author_name": names(document.authors)} if document.authors else {}
    return _rich(asked, title, _frame_of(passage_id), _PASSAGE_HEIGHT) | author


def _frame_of(passage_id: str) -> str:
    return absolute(frame_path(Embed(SearchRequest(), Frozen((passage_id,), None))))


def _search(searcher: Searcher, asked: OembedRequest) -> dict[str, Any]:
    arguments = MultiDict((name, value) for name, values in parse_qs(asked.query).items() for value in values)
    embed: Embed = read_embed(arguments)
    if embed.frozen is None:
        searcher.search(replace(embed.search, size=1))  # refuses what the frame would have to refuse
    title = f"{embed.search.q} – {current_settings().title}" if embed.search.q else current_settings().title
    return _rich(asked, title, absolute(frame_path(embed)), embed.height)


def _rich(asked: OembedRequest, title: str, address: str, height: int) -> dict[str, Any]:
    width = min(FRAME_WIDTH, asked.max_width or FRAME_WIDTH)
    height = min(height, asked.max_height or height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": current_settings().title,
        "provider_url": f"{site_root()}/",
        "cache_age": _CACHED_S,
        "html": str(frame_markup(address, title, width, height)),
        "width": width,
        "height": height,
    }
