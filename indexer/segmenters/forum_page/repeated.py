"""Posts on a page of an engine that nobody described: a repeated block with a name, a date and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

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
_MOST_NESTED = 2_000  # posts within each other that are looked at one by one
_BLOCKS = frozenset({"div", "article", "li", "section", "table", "tr", "tbody", "dl", "blockquote"})
_NAMES_AUTHOR = re.compile(r"author|user|poster|nick|byline|creator|from\b|member(?!ship)", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"avatar|title|rank|info|stat|count|photo|joined|quote", re.IGNORECASE)
# Dates that a page shows of the poster or of an edit, by the words before them.
_OTHER_DATE = re.compile(
    r"\b(?:joined|join date|registered|member since|edited|last (?:seen|visit|active))\b\D*$", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:ago|yesterday|today|last (?:week|month|year))\b", re.IGNORECASE)  # the title says when
_BEFORE_CHARS = 25
_BY_NAME = re.compile(r"\b(?:by|von|par|por|da|door)\s+(\S(?:.{0,38}?\S)?)(?=\s*(?:$|[,|»«·•–—(]|\s-\s|\son\s|\sat\s))")


def repeated_posts(tree: SpannedElements, text: str, within: HtmlElement | None = None) -> tuple[PagePost, ...]:
    """The posts of the group of like elements that holds most words in complete posts; empty where there is none.

    Elements are alike that share tag and classes. A group counts if nearly all of its elements have a date, a name
    and words below or beside them. An answer may lie within the post that it answers, and is then no part of its
    words. `within`: the part of the page that is looked at; all of it without.
    """
    best: tuple[PagePost, ...] = ()
    for group in _groups(tree, within):
        posts = _posts(tree, text, group)
        if _words(posts) > _words(best):
            best = posts
    return best


def _groups(tree: SpannedElements, within: HtmlElement | None) -> list[list[HtmlElement]]:
    """Those with most words first; members may lie within each other."""
    groups: defaultdict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.spans if within is None else within.iterdescendants():
        if element.tag in _BLOCKS and element in tree.spans:
            groups[(str(element.tag), _first_class(element))].append(element)
    found = [group for group in groups.values() if len(group) >= _FEWEST_POSTS]
    found.sort(key=lambda group: sum(_length(tree, one) for one in outermost(group)), reverse=True)
    return found[:_MOST_GROUPS]


def _posts(tree: SpannedElements, text: str, group: Sequence[HtmlElement]) -> tuple[PagePost, ...]:
    """The posts of a group if enough are complete: of all its members, else of those that lie in no other."""
    apart = outermost(group)
    is_nested = len(apart) < len(group) <= _MOST_NESTED and bool(_first_class(group[0]))
    found = complete_posts(tree, text, group, _FEWEST_POSTS) if is_nested else ()
    return found or complete_posts(tree, text, apart, _FEWEST_POSTS)


def complete_posts(
    tree: SpannedElements, text: str, members: Sequence[HtmlElement], fewest: int
) -> tuple[PagePost, ...]:
    """The posts that these elements are; empty unless there are `fewest` and nearly all elements are complete posts."""
    among = frozenset(members)
    most_missing = len(members) - max(fewest, _COMPLETE_SHARE * len(members))
    posts: list[PagePost] = []
    for looked_at, element in enumerate(members):
        if looked_at - len(posts) > most_missing:
            return ()
        post = _post(tree, text, element, among)
        posts += [post] if post else []
    return tuple(posts) if len(members) - len(posts) <= most_missing else ()


def _length(tree: SpannedElements, element: HtmlElement) -> int:
    start, end = tree.spans[element]
    return end - start


def _own_parts(element: HtmlElement, among: Collection[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements within a post, in order, without other posts that lie in it and what holds those."""
    others = [inner for inner in element.iterdescendants() if inner in among]
    holding = {above for inner in others for above in inner.iterancestors()}
    inside = {part for inner in others for part in inner.iter()}
    for part in element.iterdescendants():
        if part not in holding and part not in inside:
            yield part


def _first_class(element: HtmlElement) -> str:
    """What the class begins with, without numbers: `odd` and `even` or `post-17` do not part a group."""
    first = (element.get("class", "").split() or [""])[0]
    return re.sub(r"\d+", "", first)


def _words(posts: Sequence[PagePost]) -> int:
    return sum(post.end - post.start for post in posts)


def _post(tree: SpannedElements, text: str, element: HtmlElement, among: Collection[HtmlElement]) -> PagePost | None:
    parts = list(_own_parts(element, among))
    dated = _dated_part(tree, text, element, parts)
    if dated is None:
        return None
    named = _named_part(tree, parts)
    author = clean_author(named.text_content()) if named is not None else _name_beside(tree, text, dated)
    date = post_date([dated])
    if not author or date is None:
        return None
    header = [tree.spans[dated], *([tree.spans[named]] if named is not None else [])]
    body = _body(tree, element, parts, header)
    return PagePost(author, date, None, *body) if body else None


def _dated_part(
    tree: SpannedElements, text: str, element: HtmlElement, parts: Sequence[HtmlElement]
) -> HtmlElement | None:
    """The first part that is little more than a date with its day, the innermost that has it whole."""
    found: HtmlElement | None = None
    for part in parts:
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
    is_marked = part.tag == "time" or _RELATIVE.search(text[start:end])
    return bool(days or (is_marked and post_date([part]))) and not _OTHER_DATE.search(before)


def _named_part(tree: SpannedElements, parts: Sequence[HtmlElement]) -> HtmlElement | None:
    """The part that its class, relation or property says to be a person, the innermost with a name."""
    named = next((part for part in parts if _is_named(tree, part)), None)
    if named is None:
        return None
    inner = [each for each in named.iterdescendants() if each.tag in ("a", "b", "strong") and each in tree.spans]
    named = inner[0] if inner else named
    return next((each for each in named.iterdescendants() if _is_named(tree, each)), named)


def _is_named(tree: SpannedElements, part: HtmlElement) -> bool:
    said = " ".join(part.get(name, "") for name in ("class", "rel", "itemprop"))
    says_so = _NAMES_AUTHOR.search(said) or (part.get("data-username") and part.tag == "a")
    start, end = tree.spans.get(part, (0, 0))
    return bool(says_so) and not _NO_AUTHOR.search(said) and start < end <= start + MOST_AUTHOR_CHARS


def _name_beside(tree: SpannedElements, text: str, dated: HtmlElement) -> str:
    """The name in the line of the date: `Posted by Ada Birch on 3 May 2015`."""
    for part in (dated, dated.getparent()):
        span = tree.spans.get(part) if part is not None else None
        if span and span[1] - span[0] <= 2 * _MOST_DATE_CHARS:
            match = _BY_NAME.search(" ".join(text[slice(*span)].split()))
            if match:
                return clean_author(match[1])
    return ""


def _body(
    tree: SpannedElements, element: HtmlElement, parts: Sequence[HtmlElement], header: Sequence[Span]
) -> Span | None:
    """The largest part without name and date in it; all that follows them where the words have no part of their own."""
    best: Span | None = None
    has_own_part = False
    for part in parts:
        span = tree.spans.get(part)
        if span is None or any(span[0] < end and start < span[1] for start, end in header):
            continue
        if best is None or span[1] - span[0] > best[1] - best[0]:
            best = span
            has_own_part = part.tag in _BLOCKS - {"blockquote"}
    after = max(end for _, end in header)
    if best is None or not has_own_part:
        end = _end_of_own(tree, element, parts, after)
        return (after, end) if end > after else None
    return best


def _end_of_own(tree: SpannedElements, element: HtmlElement, parts: Sequence[HtmlElement], after: int) -> int:
    """Where a post ends: with its element, or where the first answer to it begins within that."""
    own = set(parts)
    others = (tree.spans[part][0] for part in element.iterdescendants() if part in tree.spans and part not in own)
    holding = (start for start in others if start >= after)
    return min(holding, default=tree.spans[element][1])
