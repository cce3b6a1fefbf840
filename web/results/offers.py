"""What a page of few results offers: words that match nothing, the search without them, and other spellings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.results import SearchRequest, SearchResult
from search.searcher import Searcher
from web.links import search_url
from web.words.query_words import all_must_match, query_leaves

FEW_PASSAGES = 3
"""With fewer, a reader may have meant something else."""
_MOST_LEAVES = 8


@dataclass(frozen=True, slots=True)
class OtherQuery:
    """The same search with another query. `passages`: how many it finds."""

    q: str
    url: str
    passages: int


@dataclass(frozen=True, slots=True)
class Offers:
    """`unmatched`: the parts of the query that no passage matches, filters aside, where it has several parts.

    `without`: the search without these, where all parts had to match and the others find something.
    """

    unmatched: tuple[str, ...] = ()
    without: OtherQuery | None = None
    respelling: OtherQuery | None = None


def offers(searcher: Searcher, asked: SearchRequest, result: SearchResult) -> Offers:
    """What to offer; nothing where enough was found."""
    if result.passages >= FEW_PASSAGES or not asked.q:
        return Offers()
    unmatched = _unmatched(searcher, result.query.parsed)
    without = _without(searcher, asked, result.query.parsed, unmatched)
    return Offers(unmatched, without, _respelling(searcher, asked, result.passages))


def _unmatched(searcher: Searcher, parsed: str) -> tuple[str, ...]:
    leaves = query_leaves(parsed)
    if not 1 < len(leaves) <= _MOST_LEAVES:
        return ()
    words = (leaf for leaf in leaves if not set(leaf) & set("*?~"))  # of patterns, the notes say it
    return tuple(leaf for leaf in words if not searcher.count_passages(SearchRequest(q=leaf)))


def _without(searcher: Searcher, asked: SearchRequest, parsed: str, unmatched: tuple[str, ...]) -> OtherQuery | None:
    kept = [leaf for leaf in query_leaves(parsed) if leaf not in unmatched]
    if not unmatched or not kept or not all_must_match(parsed):
        return None
    other = replace(asked, q=" ".join(kept), page=1)
    passages = searcher.count_passages(other)
    return OtherQuery(other.q, search_url(other), passages) if passages else None


def _respelling(searcher: Searcher, asked: SearchRequest, passages: int) -> OtherQuery | None:
    correction = searcher.did_you_mean(asked, passages)
    if correction is None:
        return None
    return OtherQuery(correction.q, search_url(replace(asked, q=correction.q, page=1)), correction.passages)
