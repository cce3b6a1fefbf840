"""What could be meant by what somebody has begun to write in the search box: words, people and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.engines.base import Group
from search.message import Message
from search.results import SearchRequest
from search.searcher import Searcher
from web.links import document_url, search_url, toggled
from web.words.language import said
from web.words.terms import term

LEAST_CHARS = 2
_MOST = {"text": 5, "author": 3, "recipient": 2}
_MOST_TITLES = 3
_MOST_TITLE_WORDS = 4
_LABELS = {"text": Message("word"), "author": Message("author"), "recipient": Message("recipient")}
_LAST_WORD = re.compile(r"[^\s\"():*?~]+\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One choice. `value`: what the box then holds, empty for one that leads elsewhere, to `url`.

    `what`: what it is, in a word. `count`: how many passages it has; None for a document.
    """

    what: str
    label: str
    count: int | None
    value: str
    url: str


def suggestions(searcher: Searcher, asked: SearchRequest) -> tuple[Suggestion, ...]:
    """Words first, then people, then titles; nothing where the box does not end in the beginning of a word."""
    last = _LAST_WORD.search(asked.q)
    if last is None or len(last[0]) < LEAST_CHARS:
        return ()
    head = asked.q[: last.start()]
    people = tuple(_people(searcher, asked, last[0], head)) if ":" not in head[-1:] else ()
    return (*_words(searcher, asked, last[0], head), *people, *_titles(searcher, asked))


def _words(searcher: Searcher, asked: SearchRequest, start: str, head: str) -> Iterator[Suggestion]:
    if head.endswith(":"):
        return
    for word, count in searcher.suggest("text", start, _MOST["text"]):
        value = head + word
        if value.casefold() == asked.q.casefold():
            continue  # is written already, and its results stand below
        yield Suggestion(said(_LABELS["text"]), word, count, value, search_url(replace(asked, q=value, page=1)))


def _people(searcher: Searcher, asked: SearchRequest, start: str, head: str) -> Iterator[Suggestion]:
    """Names of which a word begins with all that is written, or with its last word; the rest stays as the query."""
    for field in ("author", "recipient"):
        rest_of = {name: (count, head) for name, count in searcher.suggest(field, start, _MOST[field])}
        rest_of |= {name: (count, "") for name, count in searcher.suggest(field, asked.q, _MOST[field])}
        for name, (count, rest) in list(rest_of.items())[: _MOST[field]]:
            if name not in asked.filters.values(field):
                url = search_url(toggled(replace(asked, q=rest.strip()), field, name))
                yield Suggestion(said(_LABELS[field]), name, count, "", url)


def _titles(searcher: Searcher, asked: SearchRequest) -> Iterator[Suggestion]:
    """Documents with all of the words in their titles, the last one begun."""
    words = re.findall(r"[^\W_]+", asked.q)[-_MOST_TITLE_WORDS:]
    if not words:
        return
    query = " ".join(f"title:{word}" for word in (*words[:-1], f"{words[-1]}*"))
    found = searcher.search(SearchRequest(q=query, group=Group.DOCUMENT, size=_MOST_TITLES))
    for hit in found.hits:
        yield Suggestion(term(hit.document.kind), hit.document.title, None, "", document_url(hit.document))
