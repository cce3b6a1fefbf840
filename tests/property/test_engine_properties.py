"""Whatever is indexed and asked, every engine answers as the reference does, and its answers fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.engines.base import FACET_FIELDS, Engine, EngineRequest, Filters, Group, IndexedPassage, Sort
from search.querytree import Query
from tests.contract.engines import HELD_TO_THE_REFERENCE, EngineUnderTest
from tests.contract.reference import ReferenceEngine
from tests.places import quick_folder
from tests.property.strategies import documents, dossiers, filters, trees

ANALYZER = Analyzer("english")
ALL = 10_000

# Engines behind a service commit too slowly for hundreds of dossiers; the contract suite holds them to the reference.
each_engine = pytest.mark.parametrize(
    "under_test",
    [one for one in HELD_TO_THE_REFERENCE if one.service is None],
    ids=lambda one: one.name,
)
on_disk = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Dossier = list[list[IndexedPassage]]


@contextmanager
def engine_and_reference(under_test: EngineUnderTest) -> Iterator[tuple[Engine, Engine]]:
    """Both empty, in a folder of their own."""
    with quick_folder() as folder:
        engine = under_test.make(folder / "engine", ANALYZER)
        yield engine, ReferenceEngine(folder / "reference", ANALYZER)
        engine.close()


def commit(engine: Engine, dossier: Dossier, delete: Sequence[str] = ()) -> None:
    with engine.writer() as writer:
        writer.delete_documents(delete)
        for document in dossier:
            writer.add(document)
        writer.commit(engine.generation() + 1)


def assert_answers_alike(engine: Engine, reference: Engine, request: EngineRequest) -> None:
    found, expected = engine.search(request), reference.search(request)
    assert (found.passages, found.documents) == (expected.passages, expected.documents)
    assert {hit.passage_id for hit in found.hits} == {hit.passage_id for hit in expected.hits}
    assert found.facets == expected.facets
    assert (found.dates, found.undated) == (expected.dates, expected.undated)
    score_of = {hit.passage_id: (hit.score, hit.more) for hit in expected.hits}
    for hit in found.hits:
        score, more = score_of[hit.passage_id]
        assert hit.more == more
        if engine.capabilities.exact_statistics:
            assert hit.score == pytest.approx(score)


def assert_counts_fit_what_is_found(engine: Engine, query: Query, chosen: Filters) -> None:
    response = engine.search(EngineRequest(query, chosen))
    for name in FACET_FIELDS:
        for value, count in response.facets[name]:
            narrowed = engine.search(EngineRequest(query, replace(chosen, **{name: (value,)})))
            assert narrowed.passages == count


def assert_filters_narrow(engine: Engine, query: Query, chosen: Filters) -> None:
    whole = {hit.passage_id: hit.score for hit in engine.search(EngineRequest(query, limit=ALL)).hits}
    part = {hit.passage_id: hit.score for hit in engine.search(EngineRequest(query, chosen, limit=ALL)).hits}
    assert part.items() <= whole.items()


@each_engine
@on_disk
@given(dossiers(), st.lists(trees(), min_size=1, max_size=4), filters(), st.sampled_from(Sort))
def test_any_query_on_any_dossier_is_answered_as_by_the_reference(
    under_test: EngineUnderTest, dossier: Dossier, queries: list[Query], chosen: Filters, sort: Sort
) -> None:
    with engine_and_reference(under_test) as (engine, reference):
        commit(engine, dossier)
        commit(reference, dossier)
        for query in queries:
            assert_answers_alike(engine, reference, EngineRequest(query, chosen, sort, limit=ALL))


@each_engine
@on_disk
@given(dossiers(), trees(), filters())
def test_filters_narrow_and_each_count_is_what_choosing_the_value_finds(
    under_test: EngineUnderTest, dossier: Dossier, query: Query, chosen: Filters
) -> None:
    with engine_and_reference(under_test) as (engine, _):
        commit(engine, dossier)
        assert_counts_fit_what_is_found(engine, query, chosen)
        assert_filters_narrow(engine, query, chosen)


@each_engine
@on_disk
@given(dossiers(), trees(), st.sampled_from(Sort), st.sampled_from(Group), st.integers(1, 4))
def test_pages_part_any_ranking(
    under_test: EngineUnderTest, dossier: Dossier, query: Query, sort: Sort, group: Group, size: int
) -> None:
    with engine_and_reference(under_test) as (engine, _):
        commit(engine, dossier)
        request = EngineRequest(query, sort=sort, group=group, limit=ALL)
        whole = engine.search(request).hits
        pages = [engine.search(replace(request, offset=start, limit=size)).hits for start in range(0, len(whole), size)]
        assert tuple(hit for page in pages for hit in page) == whole


CHANGES = st.lists(st.tuples(st.one_of(*(documents(number) for number in range(4))), st.booleans()), max_size=8)


@each_engine
@settings(on_disk, max_examples=20)
@given(CHANGES, trees())
def test_commits_one_after_the_other_leave_what_the_reference_has(
    under_test: EngineUnderTest, changes: list[tuple[list[IndexedPassage], bool]], query: Query
) -> None:
    with engine_and_reference(under_test) as (engine, reference):
        for document, stays in changes:
            delete = [document[0].document_id]
            commit(engine, [document] if stays else [], delete)
            commit(reference, [document] if stays else [], delete)
            assert_answers_alike(engine, reference, EngineRequest(query, limit=ALL))
            assert sorted(engine.passage_ids()) == sorted(reference.passage_ids())
