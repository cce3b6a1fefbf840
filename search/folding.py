"""Folding copies: of matching passages that are nearly the same, the earliest is listed and the others stand under it.

Counts and facets are the engine's and stay as they are; only the list of hits is shorter, by as many as are said to
be folded. The engine says which copies match and knows nothing else of them, so that every engine folds alike (see
ADR 18).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.catalog import AlikePassages
from search.engines.base import EngineHit, EngineRequest, EngineResponse, Group, MarkedMatch, PassageSet

_SPARE_HITS = 20

Search = Callable[[EngineRequest], EngineResponse]


@dataclass(frozen=True, slots=True)
class Copies:
    """Which passages are nearly the same, in one state of the index.

    `passages`: all of them, in order of time. `first`: for the place of each among these, the place of the first of
    those that it is nearly the same as; its own where it is the first.
    """

    generation: int
    passages: PassageSet
    first: Sequence[int]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed of a response: `hits`, the page asked for, of `total`; `folded`: how many more there would be.

    `copies`: for the id of a hit, the ids of the passages folded under it, in their order in time.
    """

    hits: tuple[EngineHit, ...]
    total: int
    folded: int = 0
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def copies_in(generation: int, alike: Iterable[AlikePassages]) -> Copies:
    """The copies among passages that are nearly the same; `alike` as `CatalogReader.alike_passages` orders it.

    A passage is a copy of the earliest one that it is nearly the same as and that is no copy itself: so each copy
    has two thirds of its words in common with the one it folds under, however long a chain of copies grows.
    """
    first: dict[str, str] = {}
    document_of: dict[str, str] = {}
    for one in alike:
        if one.later_id in first or first.get(one.earlier_id, one.earlier_id) != one.earlier_id:
            continue
        first.setdefault(one.earlier_id, one.earlier_id)
        first[one.later_id] = one.earlier_id
        document_of.setdefault(one.earlier_id, one.earlier_document_id)
        document_of.setdefault(one.later_id, one.later_document_id)
    place = {passage_id: number for number, passage_id in enumerate(document_of)}
    passages = PassageSet(tuple(document_of), tuple(document_of.values()))
    return Copies(generation, passages, [place[first[passage_id]] for passage_id in passages.ids])


def with_copies(wanted: EngineRequest, copies: Copies) -> EngineRequest:
    """The request that also says which of the copies match; of a first page, with hits for those to be left out."""
    spare = 0 if wanted.offset else min(len(copies.first), _SPARE_HITS)
    return replace(wanted, limit=wanted.limit + spare, marked=copies.passages)


def unfolded(response: EngineResponse, wanted: EngineRequest) -> Listing:
    """All hits, each for itself. `response`: has those of `wanted`, and perhaps more after them."""
    total = response.documents if wanted.group is Group.DOCUMENT else response.passages
    return Listing(response.hits[: wanted.limit], total)


def folded(
    response: EngineResponse, asked: EngineRequest, wanted: EngineRequest, copies: Copies, search: Search
) -> Listing:
    """The hits without those that stand under another one. `response`: what the engine found of `asked`.

    That is `wanted` with the copies, where they were known already; else they are asked for now. A document is folded
    where all of its matching passages are copies of others that match too.
    """
    if asked.marked is not copies.passages:
        asked = with_copies(wanted, copies)
        response = search(replace(asked, facets=False))
    listing = unfolded(response, wanted)
    grouped = wanted.group is Group.DOCUMENT
    under = _under(response.marked, copies, grouped=grouped)
    if not under:
        return listing
    ids = copies.passages.document_ids if grouped else copies.passages.ids
    key = _document_of if grouped else _passage_of
    hits = _listed(response.hits, asked, wanted, {ids[copy] for copy in under}, key, search)
    under_hit: defaultdict[str, list[str]] = defaultdict(list)
    for copy in sorted(under):
        under_hit[ids[under[copy]]].append(copies.passages.ids[copy])
    return Listing(
        hits=hits,
        total=listing.total - len(under),
        folded=len(under),
        copies={hit.passage_id: tuple(under_hit[key(hit)]) for hit in hits if key(hit) in under_hit},
    )


def _under(matching: Iterable[MarkedMatch], copies: Copies, *, grouped: bool) -> dict[int, int]:
    """The places of the passages that are folded, each with that of the passage that it stands under.

    Where grouped, that is the first such passage of each document that is folded as a whole.
    """
    document_ids = copies.passages.document_ids
    shown: dict[int, int] = {}
    under: dict[int, int] = {}
    matches: dict[str, int] = {}
    for place, in_document in matching:  # in order of time
        original = shown.setdefault(copies.first[place], place)
        if document_ids[original] != document_ids[place]:
            under[place] = original
            matches[document_ids[place]] = in_document
    if not grouped:
        return under
    folded_in = Counter(document_ids[copy] for copy in under)
    first_of = {document_ids[copy]: copy for copy in reversed(under)}
    whole = (copy for document, copy in first_of.items() if folded_in[document] == matches[document])
    return {copy: under[copy] for copy in whole}


def _listed(
    found: Sequence[EngineHit],
    asked: EngineRequest,
    wanted: EngineRequest,
    left_out: Collection[str],
    key: Callable[[EngineHit], str],
    search: Search,
) -> tuple[EngineHit, ...]:
    """The page of hits that is wanted, as if those left out were not there. `found`: the hits of `asked`."""
    end = wanted.offset + wanted.limit

    def first_hits(limit: int) -> Sequence[EngineHit]:
        return search(replace(wanted, offset=0, limit=limit, facets=False)).hits

    reach = end + min(len(left_out), _SPARE_HITS) if asked.offset else asked.limit
    hits = first_hits(reach) if asked.offset else found
    while len(listed := [hit for hit in hits if key(hit) not in left_out]) < end and len(hits) == reach:
        reach = min(2 * reach, end + len(left_out))
        hits = first_hits(reach)
    return tuple(listed[wanted.offset : end])


def _passage_of(hit: EngineHit) -> str:
    return hit.passage_id


def _document_of(hit: EngineHit) -> str:
    return hit.document_id
