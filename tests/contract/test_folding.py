"""Copies fold alike on every engine, and pages of what is left part it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil

import pytest

from search.analysis import Analyzer
from search.catalog import AlikePassages
from search.engines.base import (
    Engine,
    EngineHit,
    EngineRequest,
    EngineResponse,
    Filters,
    Group,
    IndexedPassage,
    MarkedMatch,
    PassageSet,
    Sort,
)
from search.folding import Copies, Listing, copies_in, folded, with_copies
from search.query import parse_query

SIZE = 17
"""Hits of a page: some twenty pages of all there is."""


@pytest.fixture(scope="module")
def copies(passages: list[IndexedPassage]) -> Copies:
    """Threes of documents whose passages are taken for the same, the first passage with the first and so on."""
    documents: dict[str, list[str]] = {}
    for passage in passages:
        documents.setdefault(passage.document_id, []).append(passage.id)
    ids = sorted(documents)
    alike = []
    for start in range(0, len(ids) - 3, 4):
        original = ids[start]
        for other in ids[start + 1 : start + 3]:
            pairs = zip(sorted(documents[original]), sorted(documents[other]), strict=False)
            alike += [AlikePassages(original, other, one, two) for one, two in pairs]
    return copies_in(5, alike)


def first_of(copies: Copies) -> dict[str, str]:
    """By the id of each passage that has copies or is one: that of the first of those alike."""
    ids = copies.passages.ids
    return {passage_id: ids[first] for passage_id, first in zip(ids, copies.first, strict=True)}


def expected(hits: tuple[EngineHit, ...], ranked: tuple[EngineHit, ...], copies: Copies, group: Group) -> list[str]:
    """By looking at every match: what is left of the ranking. `hits`: all matching passages."""
    first = first_of(copies)
    place = {passage_id: number for number, passage_id in enumerate(copies.passages.ids)}
    earliest: dict[str, EngineHit] = {}
    for hit in hits:
        key = first.get(hit.passage_id)
        if key and (key not in earliest or place[hit.passage_id] < place[earliest[key].passage_id]):
            earliest[key] = hit
    gone = {
        hit.passage_id
        for hit in hits
        if hit.passage_id in first and earliest[first[hit.passage_id]].document_id != hit.document_id
    }
    if group is Group.PASSAGE:
        return [hit.passage_id for hit in ranked if hit.passage_id not in gone]
    left = {hit.document_id for hit in hits if hit.passage_id not in gone}
    return [hit.passage_id for hit in ranked if hit.document_id in left]


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.OLDEST])
@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("text", ["council OR weir", "letter", ""])
def test_pages_part_what_folding_leaves(
    text: str, group: Group, sort: Sort, engine: Engine, analyzer: Analyzer, copies: Copies
) -> None:
    tree = parse_query(text, analyzer).tree
    matching = engine.search(EngineRequest(tree, limit=10_000)).hits
    ranked = engine.search(EngineRequest(tree, sort=sort, group=group, limit=10_000)).hits
    left = expected(matching, ranked, copies, group)
    pages = [_page(engine, EngineRequest(tree, sort=sort, group=group, offset=offset, limit=SIZE), copies)
             for offset in range(0, len(left), SIZE)]  # fmt: skip
    assert [hit.passage_id for page in pages for hit in page.hits] == left
    assert {page.total for page in pages} == {len(left)}
    assert {page.folded for page in pages} == {len(ranked) - len(left)}
    assert len(pages) == ceil(len(left) / SIZE)
    assert sum(len(under) for page in pages for under in page.copies.values()) == len(ranked) - len(left) > 0


def _page(engine: Engine, wanted: EngineRequest, copies: Copies) -> Listing:
    asked = with_copies(wanted, copies)
    return folded(engine.search(asked), asked, wanted, copies, engine.search)


def test_copies_that_become_known_after_the_search_fold_alike(
    engine: Engine, analyzer: Analyzer, copies: Copies
) -> None:
    wanted = EngineRequest(parse_query("council OR weir", analyzer).tree, limit=SIZE)
    assert folded(engine.search(wanted), wanted, wanted, copies, engine.search) == _page(engine, wanted, copies)


def test_copies_that_are_known_before_fold_without_a_further_search(
    engine: Engine, analyzer: Analyzer, copies: Copies
) -> None:
    wanted = EngineRequest(parse_query("council OR weir", analyzer).tree, limit=SIZE)
    asked = with_copies(wanted, copies)
    further: list[EngineRequest] = []

    def search(request: EngineRequest) -> EngineResponse:
        further.append(request)
        return engine.search(request)

    page = folded(engine.search(asked), asked, wanted, copies, search)
    assert (len(page.hits), page.folded > 0, further) == (SIZE, True, [])


def test_the_earliest_that_matches_stands_for_the_others(engine: Engine, analyzer: Analyzer, copies: Copies) -> None:
    wanted = EngineRequest(parse_query("council OR weir", analyzer).tree, limit=1_000)
    first = first_of(copies)
    shown = _page(engine, wanted, copies).copies
    assert shown
    for shown_id, under in shown.items():
        assert {first[copy] for copy in under} == {first[shown_id]}
        places = [copies.passages.ids.index(one) for one in (shown_id, *under)]
        assert places == sorted(places)


@pytest.mark.parametrize("text", ["council OR weir", "NOT letter", "xyzzy", ""])
def test_of_marked_passages_those_are_told_that_match(
    text: str, engine: Engine, analyzer: Analyzer, passages: list[IndexedPassage]
) -> None:
    some = passages[::3]
    marked = PassageSet(["unknown", *(one.id for one in some)], ["unknown", *(one.document_id for one in some)])
    wanted = EngineRequest(parse_query(text, analyzer).tree, Filters(excluded=(("kind", "email"),)), limit=10_000)
    document_of = {hit.passage_id: hit.document_id for hit in engine.search(wanted).hits}
    in_document = Counter(document_of.values())
    told = engine.search(replace(wanted, limit=0, facets=False, marked=marked)).marked
    assert list(told) == [
        MarkedMatch(place, in_document[document_of[passage_id]])
        for place, passage_id in enumerate(marked.ids)
        if passage_id in document_of
    ]
