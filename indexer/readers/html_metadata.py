"""What an HTML page states about itself: JSON-LD first, microdata, then meta elements, then title and headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lxml.html import HtmlElement

from indexer.readers.bylines import is_full_name, is_site, people_of
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
_COMPACT_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")
_TIME_BEHIND = re.compile(r"(?<=\d{4})(?:,|\s-|\s@|\sat)?\s\d\d?:\d\d.*")
# Under these names sites state who wrote a page, and on which day it was published; the surest first.
_AUTHOR_NAMES = ("author", "article:author", "byl", "parsely-author", "sailthru.author")
_DATE_NAMES = (
    "article:published_time", "datepublished", "pubdate", "publish_date", "publish-date", "publishdate", "pub_date",
    "publication_date", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dc.date.issue", "date", "dc.date", "dcterms.date", "dcterms.created",
)  # fmt: skip
_MOST_LINKED_AUTHORS = 3
_HOST = re.compile(r"https?://(?P<host>[^/:?#]+)")


def html_metadata(root: HtmlElement, markup: str) -> dict[str, str]:
    """Metadata with the keys of `StructuredText.metadata`; what the page does not state is left out."""
    meta = _meta_contents(root)
    articles = (one for one in linked_objects(root, ("@graph",)) if linked_types(one) & _ARTICLE_TYPES)
    article = next(articles, None) or marked_article(root, _NEWS_TYPES)
    site = next(iter(_names(article.get("publisher"))), None) or meta.get("og:site_name")
    url = _address(root, meta, markup)
    date = _day(_text(article.get("datePublished")) or _first(meta, *_DATE_NAMES) or _marked_date(root))
    stated = {
        "title": _text(article.get("headline")) or meta.get("og:title") or _title(root),
        "authors": _authors(root, article, meta, [site or "", _host(url or "")]),
        "date": date,
        "site": site,
        "url": url,
        "kind": "news article" if _is_news(article, meta, date) else None,
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


def _authors(
    root: HtmlElement, article: Mapping[str, object], meta: Mapping[str, str], sites: Collection[str]
) -> list[str]:
    """The people whom the page names as its authors; the site itself where it names nobody else."""
    written = (names for name in _AUTHOR_NAMES if (names := _names(meta.get(name))))
    stated = _names(article.get("author")) or next(written, [])
    people = [person for byline in stated for person in people_of(byline, sites)]
    if people and not all(is_site(person, sites) for person in people):
        return people
    return _linked_authors(root) or people


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match["host"] if match else ""


def _linked_authors(root: HtmlElement) -> list[str]:
    """Who is linked as author, each once; nobody where so many are that some are of other articles."""
    links = (link for link in root.iter("a") if "author" in (link.get("rel") or "").lower().split())
    names = dict.fromkeys(" ".join(link.text_content().split()) for link in links)
    people = [name for name in names if is_full_name(name)]
    return people if len(people) <= _MOST_LINKED_AUTHORS else []


def _marked_date(root: HtmlElement) -> str | None:
    """The moment that the page marks as that of publication; None where it marks several, as comments do."""
    marked = [element for element in root.iter("time") if element.get("itemprop") == "datePublished"]
    moments = {element.get("datetime") for element in marked}
    return moments.pop() if len(moments) == 1 else None


def _is_news(article: Mapping[str, object], meta: Mapping[str, str], date: str | None) -> bool:
    """JSON-LD decides; without it an Open Graph article with a date of publication is taken for news."""
    if article:
        return bool(linked_types(article) & _NEWS_TYPES)
    return meta.get("og:type") == "article" and date is not None


def _day(date: str | None) -> str | None:
    """The day as it is written: a page's time of day is that of a server, and in UTC it may fall on another day."""
    iso = _ISO_TIME.fullmatch(date) if date else None
    compact = _COMPACT_DAY.fullmatch(date) if date else None
    if compact:
        return f"{compact['year']}-{compact['month']}-{compact['day']}"
    return iso["day"] if iso else _TIME_BEHIND.sub("", date) if date else None


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
