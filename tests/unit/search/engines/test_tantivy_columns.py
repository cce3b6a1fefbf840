"""The tantivy engine's columns: which rows match, and in which order their ids are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.analysis import Analyzer
from search.engines.base import EngineRequest, IndexedPassage
from search.engines.tantivy import TantivyEngine, matching
from search.engines.tantivy.fields import id_parts, value_set
from search.model import Kind
from search.querytree import And, Or, Phrase, Term

TEXTS = ("sea", "sea wall", "wall", "nothing of it")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    """300 passages, written in three runs, the second of which removes some of the first; no test changes them."""
    engine = TantivyEngine(tmp_path_factory.mktemp("tantivy") / "engine", Analyzer())
    for run in range(3):
        with engine.writer() as writer:
            writer.delete_documents([f"0-{number}" for number in range(0, 100, 7)] if run == 1 else [])
            writer.add(_passage(f"{run}-{number}", TEXTS[number % len(TEXTS)]) for number in range(100))
            writer.commit(run + 1)
    return engine


def _passage(document_id: str, text: str) -> IndexedPassage:
    return IndexedPassage(
        id=f"{document_id}-a",
        document_id=document_id,
        source_id="s",
        source="s",
        kind=Kind.LETTER,
        title="",
        document_title="",
        text=text,
        authors=(),
        recipients=(),
        date=None,
    )


@pytest.mark.parametrize("blocks_at_once", [1, 50_000])
def test_matches_taken_as_sums_are_those_that_were_fetched(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch, blocks_at_once: int
) -> None:
    sea, wall = Term("text", "sea"), Term("text", "wall")
    queries = (sea, wall, Term("text", "it"), And((sea, wall)), Or((sea, wall)), Phrase("text", ("sea", "wall"), 0))
    asked = [EngineRequest(query, limit=1_000) for query in queries]
    monkeypatch.setattr(matching, "_FETCHED_IN_A_BUCKETS_TIME", 1_000)
    fetched = list(map(engine.search, asked))
    monkeypatch.setattr(matching, "_FETCHED_IN_A_BUCKETS_TIME", 0)
    monkeypatch.setattr(matching, "_BLOCKS_AT_ONCE", blocks_at_once)
    assert list(map(engine.search, asked)) == fetched
    assert fetched[0].passages == 150 - sum(number % 4 in {0, 1} for number in range(0, 100, 7))
    assert fetched[3].passages == fetched[5].passages == fetched[0].passages + fetched[1].passages - fetched[4].passages


def test_what_a_later_run_adds_is_told_from_what_was_removed(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", Analyzer())
    for generation, (document_id, removed) in enumerate([("a", []), ("b", ["a"]), ("c", [])], start=1):
        with engine.writer() as writer:
            writer.delete_documents(removed)
            writer.add([_passage(document_id, "sea")])
            writer.commit(generation)
    hits = engine.search(EngineRequest(Term("text", "sea"))).hits
    assert [hit.passage_id for hit in hits] == ["b-a", "c-a"]


def test_id_columns_order_as_ids_do() -> None:
    ids = ["b", "a", "a-", "ab", "é", "z" * 32, "z" * 31 + "a", "0" * 16 + "-00000001", "0" * 16 + "-00000000"]
    assert sorted(ids, key=id_parts) == sorted(ids)


def test_an_id_that_the_columns_have_no_room_for_is_refused(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", Analyzer())
    with engine.writer() as writer, pytest.raises(ValueError, match="32 bytes"):
        writer.add([_passage("x" * 40, "sea")])


def test_no_value_is_another_set_than_an_empty_value() -> None:
    assert len({value_set(()), value_set(("",)), value_set(("", "")), value_set(("a",))}) == 4


def test_columns_hold_a_row_for_each_passage_that_stands(engine: TantivyEngine) -> None:
    columns = engine._newest().columns()
    assert columns.numbers.size == 300 - len(range(0, 100, 7))
    assert np.array_equal(np.sort(columns.ranks), np.arange(columns.numbers.size))
    assert np.all(np.diff(columns.numbers) > 0)
