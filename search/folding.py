"""Folding copies: of matching passages that are nearly the same, the earliest is listed and the others stand under it.

Counts and facets are the engine's and stay as they are; only the list of hits is shorter, by as many as are said to
be folded. It is made of ordinary searches, so that every engine folds alike (see ADR 18).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.catalog import AlikePassages
from search.engines.base import EngineHit, EngineRequest, EngineResponse, Group, Sort

_MATCHES_AT_ONCE = 2_000
"""So many matching passages are looked through at once, unless fewer documents have copies: then only theirs are."""
_DOCUMENTS_AT_ONCE = 2_000
_SPARE_HITS = 20

Search = Callable[[EngineRequest], EngineResponse]


@dataclass(frozen=True, slots=True)
class Copies:
    """Which passages are nearly the same, in one state of the index.

    `first`: by passage id, the first of those that are nearly the same, for each of them. `place`: their order in
    time. `documents`: the ids of the documents that have such passages.
    """

    generation: int
    first: Mapping[str, str]
    place: Mapping[str, int]
    documents: Sequence[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed of a response: `hits`, the page asked for, of `total`; `folded`: how many more there would be.

    `copies`: for the id of a hit, those folded under it, in their order in time.
    """

    hits: tuple[EngineHit, ...]
    total: int
    folded: int = 0
    copies: Mapping[str, tuple[EngineHit, ...]] = field(default_factory=dict)


def copies_in(generation: int, alike: Iterable[AlikePassages]) -> Copies:
    """The copies among passages that are nearly the same; `alike` as `CatalogReader.alike_passages` orders it.

    A passage is a copy of the earliest one that it is nearly the same as and that is no copy itself: so each copy
    has two thirds of its words in common with the one it folds under, however long a chain of copies grows.
    """
    first: dict[str, str] = {}
    place: dict[str, int] = {}
    documents: dict[str, None] = {}
    for one in alike:
        if one.later_id in first or first.get(one.earlier_id, one.earlier_id) != one.earlier_id:
            continue
        first.setdefault(one.earlier_id, one.earlier_id)
        first[one.later_id] = one.earlier_id
        for passage_id in (one.earlier_id, one.later_id):
            place.setdefault(passage_id, len(place))
        documents.update(dict.fromkeys((one.earlier_document_id, one.later_document_id)))
    return Copies(generation, first, place, tuple(documents))


def unfolded(response: EngineResponse, wanted: EngineRequest) -> Listing:
    """All hits, each for itself."""
    return Listing(response.hits, response.documents if wanted.group is Group.DOCUMENT else response.passages)


def folded(response: EngineResponse, wanted: EngineRequest, copies: Copies, search: Search) -> Listing:
    """The hits without those that stand under another one. `response`: what the engine found of `wanted`.

    A document is folded where all of its matching passages are copies of others that match too.
    """
    listing = unfolded(response, wanted)
    under = _under(_matching(response, wanted, copies, search), copies, grouped=wanted.group is Group.DOCUMENT)
    if not under:
        return listing
    key = _document_of if wanted.group is Group.DOCUMENT else _passage_of
    hits = response.hits
    if wanted.offset or any(key(hit) in under for hit in hits):
        hits = _listed(wanted, under.keys(), key, search)
    of_hit: defaultdict[str, list[EngineHit]] = defaultdict(list)
    for copy, original in under.values():
        of_hit[key(original)].append(copy)
    return Listing(
        hits=hits,
        total=listing.total - len(under),
        folded=len(under),
        copies={
            hit.passage_id: tuple(sorted(of_hit[key(hit)], key=lambda copy: copies.place[copy.passage_id]))
            for hit in hits
            if key(hit) in of_hit
        },
    )


def _under(matching: Sequence[EngineHit], copies: Copies, *, grouped: bool) -> dict[str, tuple[EngineHit, EngineHit]]:
    """By id of each passage or document that is folded: the copy, and the passage that it stands under."""
    shown: dict[str, EngineHit] = {}
    folded_passages: list[tuple[EngineHit, EngineHit]] = []
    for hit in sorted((one for one in matching if one.passage_id in copies.place), key=_in_time(copies)):
        original = shown.setdefault(copies.first[hit.passage_id], hit)
        if original.document_id != hit.document_id:
            folded_passages.append((hit, original))
    if not grouped:
        return {copy.passage_id: (copy, original) for copy, original in folded_passages}
    matches = Counter(hit.document_id for hit in matching)
    folded_in = Counter(copy.document_id for copy, _ in folded_passages)
    whole = {document for document, count in folded_in.items() if count == matches[document]}
    under: dict[str, tuple[EngineHit, EngineHit]] = {}
    for copy, original in folded_passages:
        if copy.document_id in whole:
            under.setdefault(copy.document_id, (copy, original))
    return under


def _matching(response: EngineResponse, wanted: EngineRequest, copies: Copies, search: Search) -> list[EngineHit]:
    """The matching passages: all of them, or all of the documents that have copies."""
    every = replace(wanted, group=Group.PASSAGE, sort=Sort.RELEVANCE, offset=0, facets=False)
    if response.passages <= min(_MATCHES_AT_ONCE, len(copies.documents)):
        return list(search(replace(every, limit=response.passages)).hits)
    portions = [
        copies.documents[start : start + _DOCUMENTS_AT_ONCE]
        for start in range(0, len(copies.documents), _DOCUMENTS_AT_ONCE)
    ]
    return [hit for some in portions for hit in _of_documents(every, some, search)]


def _of_documents(every: EngineRequest, documents: Sequence[str], search: Search) -> Iterator[EngineHit]:
    among = replace(every, filters=replace(every.filters, document=tuple(documents)), limit=_MATCHES_AT_ONCE)
    response = search(among)
    if response.passages > _MATCHES_AT_ONCE:
        response = search(replace(among, limit=response.passages))
    yield from response.hits


def _listed(
    wanted: EngineRequest, folded_ids: Iterable[str], key: Callable[[EngineHit], str], search: Search
) -> tuple[EngineHit, ...]:
    """The page of hits that is asked for, as if those folded were not there."""
    left_out = set(folded_ids)
    end = wanted.offset + wanted.limit
    reach = end + min(len(left_out), _SPARE_HITS)
    while True:
        hits = search(replace(wanted, offset=0, limit=reach, facets=False)).hits
        listed = [hit for hit in hits if key(hit) not in left_out]
        if len(listed) >= end or len(hits) < reach:
            return tuple(listed[wanted.offset : end])
        reach = min(2 * reach, end + len(left_out))


def _in_time(copies: Copies) -> Callable[[EngineHit], int]:
    return lambda hit: copies.place[hit.passage_id]


def _passage_of(hit: EngineHit) -> str:
    return hit.passage_id


def _document_of(hit: EngineHit) -> str:
    return hit.document_id
