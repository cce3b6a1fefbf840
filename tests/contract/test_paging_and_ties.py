"""Pages part a ranking, and ties are broken the same way everywhere."""

from __future__ import annotations

import pytest

from search.analysis import Analyzer
from search.engines.base import Engine, EngineRequest, Group, Sort
from search.query import parse_query

SIZE = 17
"""Hits of a page: some twenty pages of all there is."""


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("text", ["council OR weir", "author:hughes", ""])
def test_pages_part_the_ranking(text: str, group: Group, sort: Sort, engine: Engine, analyzer: Analyzer) -> None:
    tree = parse_query(text, analyzer).tree
    whole = engine.search(EngineRequest(tree, sort=sort, group=group, limit=10_000)).hits
    pages = [
        engine.search(EngineRequest(tree, sort=sort, group=group, offset=offset, limit=SIZE)).hits
        for offset in range(0, len(whole), SIZE)
    ]
    assert [hit for page in pages for hit in page] == list(whole)
    assert len(pages) > 1


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("group", Group)
def test_a_page_after_the_last_is_empty_and_counts_all_the_same(
    group: Group, sort: Sort, engine: Engine, analyzer: Analyzer
) -> None:
    tree = parse_query("council", analyzer).tree
    first = engine.search(EngineRequest(tree))
    beyond = engine.search(EngineRequest(tree, sort=sort, group=group, offset=10_000))
    assert beyond.hits == ()
    assert (beyond.passages, beyond.facets) == (first.passages, first.facets)


def test_a_search_may_want_counts_and_no_hits(engine: Engine, analyzer: Analyzer) -> None:
    found = engine.search(EngineRequest(parse_query("council", analyzer).tree, limit=0))
    assert found.hits == ()
    assert found.passages > 0


@pytest.mark.parametrize("limit", [3, 10_000])
def test_hits_of_equal_score_are_ordered_by_passage_id(limit: int, engine: Engine, analyzer: Analyzer) -> None:
    hits = engine.search(EngineRequest(parse_query("author:hughes", analyzer).tree, limit=limit)).hits
    assert {hit.score for hit in hits} == {1.0}
    assert [hit.passage_id for hit in hits] == sorted(hit.passage_id for hit in hits)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_undated_passages_come_last_in_both_date_orders(sort: Sort, engine: Engine, analyzer: Analyzer) -> None:
    undated = engine.search(EngineRequest(parse_query("date:undated", analyzer).tree, limit=10_000))
    everything = engine.search(EngineRequest(parse_query("", analyzer).tree, sort=sort, limit=10_000))
    last = everything.hits[-undated.passages :]
    assert [hit.passage_id for hit in last] == [hit.passage_id for hit in undated.hits]
