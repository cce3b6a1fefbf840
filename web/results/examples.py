"""Searches to try, made from what is in the index, so that each of them finds something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.engines.base import Group
from search.results import Facet, SearchRequest, SearchResult
from web.words.language import gettext

_SYNTAX = str.maketrans("", "", '"*?~:()^[]{}\\')
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg): *)+", re.IGNORECASE)
_PAUSE = re.compile(r"(?<![,;:.!?()\[\]–—|/])[,;:.!?()\[\]–—|/]+(?:\s|$)|\s[-(\[–—|/]")
"""Where one part of a title ends and the next begins."""
_FEWEST_WORDS, _MOST_WORDS = 2, 7


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it shows of the query language."""

    search: SearchRequest
    shows: str


def example_searches(everything: SearchResult) -> tuple[Example, ...]:
    """Examples from the result of an empty search: a title, its most frequent author, a kind and a year."""
    return tuple(Example(SearchRequest(q=query, group=Group.DOCUMENT), shows) for query, shows in _queries(everything))


def _queries(everything: SearchResult) -> Iterator[tuple[str, str]]:
    phrase = next(filter(None, (title_phrase(hit.document.title) for hit in everything.hits)), None)
    if phrase:
        yield f'"{phrase}"', gettext("these words, one after the other")
    facets = {facet.field: facet for facet in everything.facets}
    author = _most_frequent(facets.get("author"))
    if author:
        yield f'author:"{author}"', gettext("everything by one author")
    for hit in everything.hits[:1]:
        if hit.document.date.edtf:
            yield (
                f"kind:{_written(hit.document.kind)} date:{hit.document.date.edtf[:4]}",
                gettext("one kind of document from one year"),
            )


def title_phrase(title: str) -> str | None:
    """The first part of a title that is whole in itself and of a length that one would write."""
    for part in _PAUSE.split(_REPLY.sub("", title)):
        words = part.translate(_SYNTAX).split()
        if _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            return " ".join(words)
    return None


def _written(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _most_frequent(facet: Facet | None) -> str:
    """The value of most passages that can be written in a query."""
    values = facet.values if facet else ()
    return next((v.value for v in values if v.value and v.value == v.value.translate(_SYNTAX)), "")
