"""What an HTML page states about itself: JSON-LD first, microdata, then meta elements, then title and headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from indexer.readers.fields import metadata_of
from indexer.readers.linked_data import linked_objects, linked_types
from indexer.readers.microdata import marked_article

# https://schema.org/Article and https://schema.org/NewsArticle with what specialises them.
_NEWS_GENRES = ("Analysis", "AskPublic", "Background", "Opinion", "Reportage", "Review", "")
_NEWS_TYPES = frozenset(f"{genre}NewsArticle" for genre in _NEWS_GENRES)
_ARTICLE_TYPES = _NEWS_TYPES | {"Article", "BlogPosting", "Report", "ScholarlyArticle", "WebPage"}
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_SAVED_FROM_CHARS = 2000
_ISO_TIME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ].*")


def html_metadata(root: HtmlElement, markup: str) -> dict[str, str]:
    """Metadata with the keys of `StructuredText.metadata`; what the page does not state is left out."""
    meta = _meta_contents(root)
    articles = (one for one in linked_objects(root, ("@graph",)) if linked_types(one) & _ARTICLE_TYPES)
    article = next(articles, None) or marked_article(root, _NEWS_TYPES)
    stated = {
        "title": _text(article.get("headline")) or meta.get("og:title") or _title(root),
        "authors": _names(article.get("author")) or _names(meta.get("author") or meta.get("article:author")),
        "date": _day(_text(article.get("datePublished")) or _first(meta, "article:published_time", "date", "dc.date")),
        "site": next(iter(_names(article.get("publisher"))), None) or meta.get("og:site_name"),
        "url": _address(root, meta, markup),
        "kind": "news article" if _is_news(article, meta) else None,
    }
    return metadata_of(stated)


def _meta_contents(root: HtmlElement) -> dict[str, str]:
    """The content of each meta element by its name or property in lower case; the first of a name counts."""
    contents: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content:
            contents.setdefault(name, content)
    return contents


def _is_news(article: Mapping[str, object], meta: Mapping[str, str]) -> bool:
    """JSON-LD decides; without it an Open Graph article with a date of publication is taken for news."""
    if article:
        return bool(linked_types(article) & _NEWS_TYPES)
    return meta.get("og:type") == "article" and "article:published_time" in meta


def _day(date: str | None) -> str | None:
    """The day as it is written: a page's time of day is that of a server, and in UTC it may fall on another day."""
    iso = _ISO_TIME.fullmatch(date) if date else None
    return iso["day"] if iso else date


def _names(value: object) -> list[str]:
    """The names in a string, a schema.org object, or a list of either; addresses of profile pages are no names."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    name = _text(value.get("name") if isinstance(value, dict) else value)
    return [name] if name and "://" not in name else []


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first(meta: Mapping[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _title(root: HtmlElement) -> str | None:
    """The title element, or the heading that it begins with: that names the page without its site."""
    title = next(iter(_words_of(root, "title")), None)
    headings = _words_of(root, "h1")
    if title is None:
        return headings[0] if len(headings) == 1 else None
    return next((heading for heading in headings if title.startswith(heading)), title)


def _words_of(root: HtmlElement, tag: str) -> list[str]:
    return [words for element in root.iter(tag) if (words := " ".join(element.text_content().split()))]


def _address(root: HtmlElement, meta: Mapping[str, str], markup: str) -> str | None:
    """The canonical address, or the one that a browser notes in a page it saves; None unless it is absolute."""
    canonical = [
        element.get("href")
        for element in root.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    saved_from = _SAVED_FROM.search(markup, 0, _SAVED_FROM_CHARS)
    candidates = [*canonical, meta.get("og:url"), saved_from[1] if saved_from else None]
    return next((each for each in candidates if each and each.startswith(("http://", "https://"))), None)
