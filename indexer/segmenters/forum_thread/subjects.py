"""Subjects of posts and the title of a thread: what is one, and which belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from re import DOTALL, IGNORECASE

from indexer.segmenters.forum_thread.furniture import is_edge, is_page_edge, is_profile, labelled_title

MOST_TITLE_CHARS = 150
_MOST_SENTENCE_TITLE_CHARS = 80
_LABEL = re.compile(r"^(?:title|subject|post subject|default)\s*:?\s+(?=\S)", IGNORECASE)
_REPLY_MARK = re.compile(r"^(?:(?:re|aw|sv|antw|réf?)\s*(?:\[\d+\])?:\s*)+", IGNORECASE)
_MENU = re.compile(r"^•|\[ |\s\]$|\s(?:->|»|›|‹|::)\s")  # and the path to the forum
_TAGGED_QUOTE = re.compile(r"\[quote[^\]\n]{0,200}\](?:(?!\[quote).)*?\[/quote\]", IGNORECASE | DOTALL)
_MOST_NESTED = 5
_SAME_CHARS = 20  # engines cut the subject of a reply, so a beginning of this length is as good


def clean_subject(line: str) -> str:
    """The subject alone, without a label (`Title: `) or the marks of a Markdown heading; `Re:` stays."""
    return _LABEL.sub("", _unmarked(line), count=1)


def without_tagged_quotes(words: str) -> str:
    """A post's words without what it quotes in BBCode; all of them where nothing else is left."""
    own = words
    for _ in range(_MOST_NESTED):
        own = _TAGGED_QUOTE.sub("", own)
    return own if own.strip() else words


def is_reply(subject: str) -> bool:
    """Whether it begins with `Re:` or its like."""
    return _REPLY_MARK.match(subject) is not None


def without_reply_mark(subject: str) -> str:
    """The subject without `Re:` or its like before it."""
    return _REPLY_MARK.sub("", subject, count=1)


def is_subject(line: str, title: str | None) -> bool:
    """Whether a line is a reply's subject, or names the thread, if only with the beginning of its title."""
    if not line or len(line) > MOST_TITLE_CHARS:
        return False
    subject = clean_subject(line)
    return is_reply(subject) or (title is not None and _is_same(_base(subject), _base(title)))


def thread_title(preamble: Sequence[str], subjects: Sequence[str], posters: Collection[str]) -> str | None:
    """The title of the discussion, without `Re:`, or None.

    `preamble`: the lines above the first post. `subjects`: what stands above each header, where one stands there;
    the first post's first. It is the line that says so, else the one that replies repeat, else the last that is
    not the software's.
    """
    lines = [_unmarked(line) for line in preamble]
    pictured = tuple(f"{poster}{mark}s p" for poster in posters for mark in "'’")  # `Ada's picture`, `… profile photo`
    labelled = next(filter(None, map(labelled_title, lines)), None)
    if labelled:
        return labelled
    for base, _ in Counter(_base(subject) for subject in subjects if is_reply(subject)).most_common(1):
        repeated = next((line for line in lines if line and _base(line).startswith(base)), None)
        if repeated:
            return repeated
    if subjects and is_reply(subjects[0]):
        return without_reply_mark(subjects[0])
    for line in reversed(lines):
        if is_edge(line) or is_page_edge(line) or is_profile(line) or _MENU.search(line):
            continue
        if line.removeprefix("By ") in posters or line.startswith(pictured):
            continue
        return line if _may_be_title(line) else None
    return None


def _may_be_title(line: str) -> bool:
    most = _MOST_SENTENCE_TITLE_CHARS if line.endswith(".") else MOST_TITLE_CHARS
    return len(line) <= most and not line.endswith(":")


def _is_same(subject: str, title: str) -> bool:
    return subject == title or (len(subject) >= _SAME_CHARS and title.startswith(subject))


def _base(subject: str) -> str:
    return " ".join(without_reply_mark(subject).casefold().split())


def _unmarked(line: str) -> str:
    """The line without the marks of a heading, or of the last step of a path."""
    return line.lstrip("#»").strip() if line.startswith(("#", "» ")) else line
