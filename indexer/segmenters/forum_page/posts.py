"""The posts of a page as its elements show them: who, when, and where the words are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from indexer.date_places import POST_HEADER
from indexer.dates import ParsedDate, find_dates, is_either_order, parse_date
from indexer.readers.html_tree import Span, SpannedElements
from indexer.segmenters.forum_page.engines import PageEngine
from search.model import DatePrecision, DocumentDate

MOST_AUTHOR_CHARS = 60
_MOST_DATE_CHARS = 400
_MOST_ATTRIBUTE_CHARS = 80
_BY = re.compile(r"^(?:(?:unread )?post(?:ed)?\s+)?(?:by|von|par|por|da|door)\b:?\s+", re.IGNORECASE)
_SAYS = re.compile(r" (?:says|said|wrote|writes)[\s:.…]*$", re.IGNORECASE)
_OFFSET = re.compile(r"(?<=\d)(?:Z|[+-]\d\d:?\d\d)$")
_SECONDS = re.compile(r"(T\d\d:\d\d):\d\d(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class PagePost:
    """One post: its words are `text[start:end]` of the source."""

    author: str
    date: DocumentDate
    subject: str | None
    start: int
    end: int


def posts_of_engine(tree: SpannedElements, engine: PageEngine) -> tuple[PagePost, ...]:
    """The posts that an engine's expressions find, in reading order; those without author or words are none."""
    elements = outermost(tree.root.xpath(engine.posts))
    posts = (_post(tree, element, engine) for element in elements)
    return tuple(sorted((post for post in posts if post), key=lambda post: post.start))


def outermost(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The elements that lie in no other of them, so that a post quoted within a post is none."""
    among = set(elements)
    return [element for element in elements if not any(above in among for above in element.iterancestors())]


def post_date(elements: Sequence[HtmlElement]) -> DocumentDate | None:
    """What these elements say of when it was: what is shown before what is marked up, a time before a day alone."""
    candidates = [parsed for element in elements for parsed in _dates_of(element)]
    with_time = [parsed for parsed in candidates if "T" in parsed.edtf]
    best = next(iter(with_time or candidates), None)
    return best.stated_in(POST_HEADER) if best else None


def clean_author(text: str) -> str:
    """The name alone: without `by`, `says:` and the marks around it; empty where it is none."""
    name = _SAYS.sub("", _BY.sub("", " ".join(text.split()))).strip(" ,:;|»«·•–—-")
    return name if len(name) <= MOST_AUTHOR_CHARS and any(char.isalnum() for char in name) else ""


def as_written(time: str) -> str:
    """A time from markup as the page's clock showed it: without its offset from UTC and its seconds."""
    return _SECONDS.sub(r"\1", _OFFSET.sub("", time.strip()))


def _post(tree: SpannedElements, element: HtmlElement, engine: PageEngine) -> PagePost | None:
    body = next((span for part in element.xpath(engine.body) if (span := tree.spans.get(part))), None)
    author = next(filter(None, (clean_author(_text(found)) for found in element.xpath(engine.author))), "")
    if body is None or not author:
        return None
    start, end = _without_attached(tree, element, body)
    subject = next((words for part in element.xpath(engine.subject) if (words := _text(part))), None)
    date = post_date(element.xpath(engine.date)) or DocumentDate()
    return PagePost(author, date, subject, start, end) if start < end else None


def _without_attached(tree: SpannedElements, post: HtmlElement, body: Span) -> Span:
    """The body's span up to a signature that stands in it."""
    start, end = body
    for element in post.iter():
        span = tree.spans.get(element)
        if span and start <= span[0] < end and "signature" in element.get("class", "").lower():
            return start, span[0]
    return start, end


def _text(found: object) -> str:
    if isinstance(found, HtmlElement):
        return " ".join(found.text_content().split())
    return " ".join(str(found).split())


def _dates_of(element: HtmlElement) -> Iterator[ParsedDate]:
    shown = _text(element)[:_MOST_DATE_CHARS]
    marked = list(_dates_in_attributes(element))
    for found in find_dates(shown):
        if found.precision is DatePrecision.DAY:
            is_open = is_either_order(shown[found.start : found.end])
            yield next((other for other in marked if is_open and _is_month_first(found, other)), found)
    if not find_dates(shown) and (whole := parse_date(shown)):
        yield whole
    yield from marked


def _dates_in_attributes(element: HtmlElement) -> Iterator[ParsedDate]:
    for part in element.iter():
        for name in ("title", "datetime", "content", "data-date-string", "data-tippy-content", "data-original-title"):
            written = as_written(part.get(name, ""))
            parsed = _date_written(written) if written else None
            if parsed and parsed.precision is DatePrecision.DAY:
                yield parsed


def _is_month_first(shown: ParsedDate, marked: ParsedDate) -> bool:
    """Whether the markup tells that what is shown as `7/3/2021`, and was read day first, is of July."""
    year, month, day = shown.edtf[:4], shown.edtf[5:7], shown.edtf[8:10]
    return month != day and marked.edtf[:10] == f"{year}-{day}-{month}"


def _date_written(written: str) -> ParsedDate | None:
    """The date that an attribute is, or holds among other words: `Posted on May 14, 2015 at 7:52 pm`."""
    if whole := parse_date(written):
        return whole
    found = find_dates(written) if len(written) <= _MOST_ATTRIBUTE_CHARS else ()
    return found[0] if found else None
