"""Posts that a page describes in JSON-LD (schema.org/DiscussionForumPosting), found among the words it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from indexer.date_places import POST_HEADER
from indexer.dates import parse_date
from indexer.readers.linked_data import linked_objects, linked_types
from indexer.segmenters.forum_page.posts import PagePost, as_written, clean_author
from search.model import DocumentDate

_POSTING = "DiscussionForumPosting"
_POST_TYPES = frozenset({_POSTING, "Comment", "Question", "Answer"})
_PARTS = ("@graph", "mainEntity", "comment", "suggestedAnswer", "acceptedAnswer")
_TAG = re.compile(r"<[^<>]*>")
_END_WORDS = 8
_MOST_POSTS = 2000


def linked_posts(root: HtmlElement, text: str) -> tuple[PagePost, ...]:
    """The posts in the order of the page; empty unless the words of each can be found in its text."""
    posts: list[PagePost] = []
    for described in _described(root):
        post = _post(described, text, posts[-1].end if posts else 0)
        if post is None:
            return ()
        posts.append(post)
    return tuple(posts)


def _described(root: HtmlElement) -> list[Mapping[str, object]]:
    """Each description of a post with words, in the order of the page's source."""
    found = linked_objects(root, _PARTS)
    posts = [one for one in found if linked_types(one) & _POST_TYPES and _words(one)]
    return posts[:_MOST_POSTS] if any(_POSTING in linked_types(one) for one in posts) else []


def _words(described: Mapping[str, object]) -> list[str]:
    written = described.get("text") or described.get("articleBody")
    return _TAG.sub(" ", written).split() if isinstance(written, str) else []


def _post(described: Mapping[str, object], text: str, after: int) -> PagePost | None:
    words = _words(described)
    first = _pattern(words[:_END_WORDS]).search(text, after)
    last = _pattern(words[-_END_WORDS:]).search(text, first.start()) if first else None
    people = described.get("author")
    named = people[0] if isinstance(people, list) and people else people
    author = clean_author(str(named.get("name", "")) if isinstance(named, dict) else str(named or ""))
    if first is None or last is None or not author:
        return None
    parsed = parse_date(as_written(str(described.get("datePublished") or described.get("dateCreated") or "")))
    date = parsed.stated_in(POST_HEADER) if parsed else DocumentDate()
    return PagePost(author, date, None, first.start(), last.end())


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words)))
