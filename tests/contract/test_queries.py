"""Every engine finds what the reference finds, counts what it counts, and ranks as it ranks."""

from __future__ import annotations

import pytest

from search.analysis import Analyzer
from search.dates import parse_date_filter
from search.engines.base import Engine, EngineRequest, EngineResponse, Filters, Group, Sort
from search.query import parse_query
from search.querytree import And, Fuzzy, Not, Or, Phrase, Prefix, Query, Term, Wildcard
from tests.contract.engines import HELD_TO_THE_REFERENCE, EngineUnderTest
from tests.contract.queries import QUERIES
from tests.contract.reference import ReferenceEngine

ALL = 10_000

pytestmark = pytest.mark.parametrize(
    "under_test", HELD_TO_THE_REFERENCE, ids=lambda one: one.name, indirect=True, scope="session"
)

FILTERS = (
    Filters(),
    Filters(kind=("letter",)),
    Filters(kind=("letter", "forum post"), author=("Ada Hughes",)),
    Filters(author=("Ada Hughes", "Town Council"), recipient=("Town Council",)),
    Filters(date=(parse_date_filter("2015"),)),
    Filters(date=(parse_date_filter("2015-06"), parse_date_filter("undated")), source=("folder_1/file-1.html",)),
    Filters(author=("nobody of that name",)),
    Filters(voice=("quoting",)),
    Filters(voice=("own words",), author=("Ada Hughes",)),
    Filters(kind=("letter",), excluded=(("voice", "own words"),)),
    Filters(document=("case be", "case slop", "no such document")),
    Filters(excluded=(("author", "Ada Hughes"),)),
    Filters(kind=("letter",), author=("Town Council",), excluded=(("author", "Ada Hughes"), ("kind", "forum post"))),
    Filters(excluded=(("source", "folder_1/file-1.html"), ("recipient", "nobody of that name"))),
)

TREES: tuple[Query, ...] = (
    Fuzzy("text", "sanction", 2, 3),
    Fuzzy("text", "sanction", 2, 0),
    Fuzzy("text", "ab", 1, 0),
    Wildcard("text", "*"),
    Wildcard("text", "[a]*"),
    Prefix("text", ""),
    Term("text", "no such token"),
    Phrase("text", ("to",)),
    And((Term("text", "the"),)),
    Or((Term("text", "the"), Not(Term("text", "the")))),
    Not(Not(Term("text", "weir"))),
)


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_finds_what_the_reference_finds(
    text: str, engine: Engine, reference: ReferenceEngine, analyzer: Analyzer, under_test: EngineUnderTest
) -> None:
    compare(engine, reference, parse_query(text, analyzer).tree, under_test.score_tolerance)


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_a_tree_that_no_query_string_gives_finds_what_the_reference_finds(
    tree: Query, engine: Engine, reference: ReferenceEngine, under_test: EngineUnderTest
) -> None:
    compare(engine, reference, tree, under_test.score_tolerance)


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
@pytest.mark.parametrize("text", ["", "the", "weir OR council", '"to be"', "sanct*", "author:hughes"])
def test_filters_leave_what_the_reference_leaves(
    text: str,
    filters: Filters,
    engine: Engine,
    reference: ReferenceEngine,
    analyzer: Analyzer,
    under_test: EngineUnderTest,
) -> None:
    compare(engine, reference, parse_query(text, analyzer).tree, under_test.score_tolerance, filters)


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_dates_order_hits_as_in_the_reference(
    sort: Sort,
    group: Group,
    engine: Engine,
    reference: ReferenceEngine,
    analyzer: Analyzer,
    under_test: EngineUnderTest,
) -> None:
    request = EngineRequest(parse_query("the OR weir", analyzer).tree, sort=sort, group=group, limit=ALL)
    found, expected = engine.search(request), reference.search(request)
    assert [hit.document_id for hit in found.hits] == [hit.document_id for hit in expected.hits]
    if group is Group.PASSAGE:
        assert ids(found) == ids(expected)
    for hit, best in zip(found.hits, expected.hits, strict=True):
        # Which of a document's passages is the best may differ where they score nearly the same.
        assert hit.score == pytest.approx(best.score, rel=under_test.score_tolerance)


def test_grouping_keeps_the_best_passage_of_each_document(
    engine: Engine, reference: ReferenceEngine, analyzer: Analyzer
) -> None:
    request = EngineRequest(parse_query("council", analyzer).tree, group=Group.DOCUMENT, limit=ALL)
    found, expected = engine.search(request), reference.search(request)
    assert {(hit.document_id, hit.more) for hit in found.hits} == {(hit.document_id, hit.more) for hit in expected.hits}
    assert len(found.hits) == found.documents
    assert sum(hit.more + 1 for hit in found.hits) == found.passages


def test_a_search_without_facets_counts_totals_only(engine: Engine, analyzer: Analyzer) -> None:
    found = engine.search(EngineRequest(parse_query("council", analyzer).tree, facets=False))
    assert (found.facets, found.dates, found.undated) == ({}, (), 0)
    assert found.passages > 0


def compare(
    engine: Engine, reference: ReferenceEngine, tree: Query, tolerance: float, filters: Filters | None = None
) -> None:
    """Hold one answer against the reference's: hits, totals, counts, histogram, expansions, scores and order."""
    request = EngineRequest(tree, filters or Filters(), limit=ALL)
    found, expected = engine.search(request), reference.search(request)
    assert set(ids(found)) == set(ids(expected))
    assert (found.passages, found.documents) == (expected.passages, expected.documents)
    assert dict(found.facets) == dict(expected.facets)
    assert (found.dates, found.undated) == (expected.dates, expected.undated)
    assert sorted(found.expansions, key=repr) == sorted(expected.expansions, key=repr)
    score_of = {hit.passage_id: hit.score for hit in expected.hits}
    for hit in found.hits:
        assert hit.score == pytest.approx(score_of[hit.passage_id], rel=tolerance)
    for place, (hit, other) in enumerate(zip(found.hits, expected.hits, strict=True)):
        assert hit.passage_id == other.passage_id or score_of[hit.passage_id] == pytest.approx(
            other.score, rel=max(tolerance, 1e-9)
        ), f"hit {place + 1} is out of order"


def ids(response: EngineResponse) -> list[str]:
    return [hit.passage_id for hit in response.hits]
