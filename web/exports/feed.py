"""Passages as an Atom feed (RFC 4287), for readers and programs that follow a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from search.dates import day_span
from search.model import DocumentDate
from web.exports.taken import Taken
from web.words.language import gettext
from web.words.wording import citation, voice_note
from web.xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 50
FEED_SUFFIX = "atom"
FEED_TYPE = "application/atom+xml"
_AUTHORITY_SINCE = "2026"
"""Part of every tag (RFC 4151); to change it would make every entry a new one to every reader."""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself. `updated`: when the index was last changed, ISO with its time zone."""

    title: str
    root: str
    self_url: str
    page_url: str
    updated: str


def atom_feed(head: FeedHead, taken: Iterable[Taken]) -> bytes:
    """The feed. An entry's id is made from the site's host and the passage's id, and stays as long as these do."""
    register_namespace("", ATOM)
    feed = Element(_name("feed"))
    _add(feed, "id", _tag(head.root, f"search:{urlsplit(head.self_url).query}"))
    _add(feed, "title", head.title)
    _add(feed, "updated", head.updated)
    SubElement(feed, _name("link"), rel="self", type=FEED_TYPE, href=head.self_url)
    SubElement(feed, _name("link"), rel="alternate", type="text/html", href=head.page_url)
    _add(feed, "generator", "Florilegium")
    for one in taken:
        _add_entry(feed, head, one)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: Element, head: FeedHead, taken: Taken) -> None:
    cited, document = taken.cited, taken.cited.document
    entry = SubElement(feed, _name("entry"))
    _add(entry, "id", _tag(head.root, f"passage:{cited.passage.id}"))
    _add(entry, "title", document.title or citation(document))
    # A passage's words never change under its id; its file's date is when they came to be what they are.
    _add(entry, "updated", cited.modified or head.updated)
    if published := _first_moment(document.date):
        _add(entry, "published", published)
    # Every entry must have an author, and the feed has none.
    for name in document.authors or (gettext("Unknown author"),):
        _add(SubElement(entry, _name("author")), "name", name)
    SubElement(entry, _name("category"), term=document.kind.value)
    SubElement(entry, _name("link"), rel="alternate", type="text/html", href=taken.permalink)
    _add(entry, "summary", ". ".join(filter(None, (citation(document), voice_note(cited.passage)))))
    _add(entry, "content", cited.text)


def _first_moment(date: DocumentDate) -> str | None:
    """The first moment that a date covers; None for what is no date of RFC 3339."""
    span = day_span(date.edtf)
    if span is None or span.first < 10_000:
        return None
    day = f"{span.first:08}"
    _, _, time = (date.edtf or "").partition("T")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{(time or '00:00')[:5]}:00Z"


def _tag(root: str, specific: str) -> str:
    return f"tag:{urlsplit(root).hostname},{_AUTHORITY_SINCE}:{specific}"


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _name(name)).text = xml_text(text)
