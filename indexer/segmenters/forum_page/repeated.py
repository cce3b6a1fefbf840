"""Posts on a page of an engine that nobody described: a repeated block with a name, a date and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from indexer.dates import find_dates
from indexer.readers.html_tree import Span, SpannedElements
from indexer.segmenters.forum_page.posts import (
    MOST_AUTHOR_CHARS,
    PagePost,
    clean_author,
    outermost,
    post_date,
)
from search.model import DatePrecision

_FEWEST_POSTS = 2
_MOST_DATE_CHARS = 120
_MOST_GROUPS = 200
_COMPLETE_SHARE = 0.8
_BLOCKS = frozenset({"div", "article", "li", "section", "table", "tr", "tbody", "dl", "blockquote"})
_NAMES_AUTHOR = re.compile(r"author|user|poster|nick|byline|creator|from\b|member(?!ship)", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"avatar|title|rank|info|stat|count|photo|joined|quote", re.IGNORECASE)
# Dates that a page shows of the poster or of an edit, by the words before them.
_OTHER_DATE = re.compile(
    r"\b(?:joined|join date|registered|member since|edited|last (?:seen|visit|active))\b\D*$", re.IGNORECASE
)
_BEFORE_CHARS = 25
_BY_NAME = re.compile(r"\b(?:by|von|par|por|da|door)\s+(\S(?:.{0,38}?\S)?)(?=\s*(?:$|[,|»«·•–—(]|\s-\s|\son\s|\sat\s))")


def repeated_posts(tree: SpannedElements, text: str) -> tuple[PagePost, ...]:
    """The posts of the group of like elements that holds most words in complete posts; empty where there is none.

    Elements are alike that share tag and classes. A group counts if nearly all of its elements have a date, a name
    and words below or beside them.
    """
    best: tuple[PagePost, ...] = ()
    for group in _groups(tree):
        posts = tuple(post for element in group if (post := _post(tree, text, element)))
        if len(posts) >= max(_FEWEST_POSTS, _COMPLETE_SHARE * len(group)) and _words(posts) > _words(best):
            best = posts
    return best


def _groups(tree: SpannedElements) -> Iterator[list[HtmlElement]]:
    groups: defaultdict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.spans:
        if element.tag in _BLOCKS:
            groups[(str(element.tag), _first_class(element))].append(element)
    apart = (outermost(group) for group in groups.values() if len(group) >= _FEWEST_POSTS)
    found = [group for group in apart if len(group) >= _FEWEST_POSTS]
    found.sort(key=lambda group: sum(tree.spans[one][1] - tree.spans[one][0] for one in group), reverse=True)
    yield from found[:_MOST_GROUPS]


def _first_class(element: HtmlElement) -> str:
    """What the class begins with, without numbers: `odd` and `even` or `post-17` do not part a group."""
    first = (element.get("class", "").split() or [""])[0]
    return re.sub(r"\d+", "", first)


def _words(posts: Sequence[PagePost]) -> int:
    return sum(post.end - post.start for post in posts)


def _post(tree: SpannedElements, text: str, element: HtmlElement) -> PagePost | None:
    dated = _dated_part(tree, text, element)
    if dated is None:
        return None
    named = _named_part(tree, element)
    author = clean_author(named.text_content()) if named is not None else _name_beside(tree, text, dated)
    date = post_date([dated])
    if not author or date is None:
        return None
    header = [tree.spans[dated], *([tree.spans[named]] if named is not None else [])]
    body = _body(tree, element, header)
    return PagePost(author, date, None, *body) if body else None


def _dated_part(tree: SpannedElements, text: str, element: HtmlElement) -> HtmlElement | None:
    """The first part that is little more than a date with its day, the innermost that has it whole."""
    found: HtmlElement | None = None
    for part in element.iterdescendants():
        span = tree.spans.get(part)
        if span is None or span[1] - span[0] > _MOST_DATE_CHARS:
            continue
        if (found is None or found in part.iterancestors()) and _is_dated(tree, text, element, part):
            found = part
    return found


def _is_dated(tree: SpannedElements, text: str, element: HtmlElement, part: HtmlElement) -> bool:
    """Whether a part shows a day, and not the one on which the poster joined or the post was edited."""
    start, end = tree.spans[part]
    days = [date for date in find_dates(text[start:end]) if date.precision is DatePrecision.DAY]
    first = start + days[0].start if days else start
    before = text[max(tree.spans[element][0], first - _BEFORE_CHARS) : first]
    return bool(days or (part.tag == "time" and post_date([part]))) and not _OTHER_DATE.search(before)


def _named_part(tree: SpannedElements, element: HtmlElement) -> HtmlElement | None:
    """The part that its class, relation or property says to be a person, the innermost with a name."""
    for part in element.iterdescendants():
        said = " ".join(part.get(name, "") for name in ("class", "rel", "itemprop"))
        span = tree.spans.get(part)
        if (
            span
            and _NAMES_AUTHOR.search(said)
            and not _NO_AUTHOR.search(said)
            and span[1] - span[0] <= MOST_AUTHOR_CHARS
        ):
            inner = [each for each in part.iterdescendants() if each.tag in ("a", "b", "strong") and each in tree.spans]
            return inner[0] if inner else part
    return None


def _name_beside(tree: SpannedElements, text: str, dated: HtmlElement) -> str:
    """The name in the line of the date: `Posted by Ada Birch on 3 May 2015`."""
    for part in (dated, dated.getparent()):
        span = tree.spans.get(part) if part is not None else None
        if span and span[1] - span[0] <= 2 * _MOST_DATE_CHARS:
            match = _BY_NAME.search(" ".join(text[slice(*span)].split()))
            if match:
                return clean_author(match[1])
    return ""


def _body(tree: SpannedElements, element: HtmlElement, header: Sequence[Span]) -> Span | None:
    """The largest part without name and date in it; all that follows them where the words have no part of their own."""
    best: Span | None = None
    has_own_part = False
    for part in element.iterdescendants():
        span = tree.spans.get(part)
        if span is None or any(span[0] < end and start < span[1] for start, end in header):
            continue
        if best is None or span[1] - span[0] > best[1] - best[0]:
            best = span
            has_own_part = part.tag in _BLOCKS - {"blockquote"}
    after = max(end for _, end in header)
    rest = tree.spans[element][1] - after
    if best is None or not has_own_part:
        return (after, tree.spans[element][1]) if rest > 0 else None
    return best
