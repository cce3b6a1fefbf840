"""Which passages of a document a search finds, as its page of results counts them."""

from __future__ import annotations

from dataclasses import replace

from search.documents.views import DocumentView
from search.engines.base import Group
from search.results import SearchRequest
from search.searcher import Searcher


def found_passages_of(view: DocumentView, searcher: Searcher, asked: SearchRequest) -> tuple[int, ...]:
    """The ordinals of its passages that the search finds, ascending; none where it has no words to look for.

    Fewer than have a word marked: of a search for two words, a passage may have but one.
    """
    if not is_marked(view):
        return ()
    filters = replace(asked.filters, document=(view.document.id,))
    within = replace(asked, filters=filters, group=Group.PASSAGE)
    found = searcher.found_passages(within, most=len(view.passages))
    return tuple(sorted(cited.passage.ordinal for cited in found.passages))


def is_marked(view: DocumentView) -> bool:
    """Whether any of its words is marked."""
    return any(shown.highlights for shown in view.passages)
