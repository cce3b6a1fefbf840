"""What a writer changes, when it is seen, and that a reader sees all of one state or all of the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Engine, EngineRequest, Filters, IndexedPassage
from search.errors import IndexMissingError
from search.query import parse_query
from search.querytree import Everything, Prefix, Term
from tests.contract.corpus import passages_of
from tests.contract.engines import EngineUnderTest
from tests.contract.reference import ReferenceEngine

EVERYTHING = EngineRequest(Everything(), limit=10_000)


def write(engine: Engine, generation: int, *passages: IndexedPassage, delete: tuple[str, ...] = ()) -> None:
    with engine.writer() as writer:
        writer.delete_documents(delete)
        writer.add(passages)
        writer.commit(generation)


def found(engine: Engine) -> list[str]:
    return [hit.passage_id for hit in engine.search(EVERYTHING).hits]


def test_an_index_that_was_never_committed_is_missing_and_of_generation_0(empty: Engine) -> None:
    assert empty.generation() == 0
    assert list(empty.passage_ids()) == []
    with pytest.raises(IndexMissingError, match="flori index"):
        empty.search(EVERYTHING)


def test_a_commit_of_nothing_is_an_index_without_passages(empty: Engine) -> None:
    write(empty, 1)
    response = empty.search(EVERYTHING)
    assert (response.generation, response.passages, response.documents, response.hits) == (1, 0, 0, ())
    assert response.facets == {"kind": (), "author": (), "recipient": (), "voice": (), "source": ()}


def test_nothing_is_seen_before_the_commit(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["one"]))
    with empty.writer() as writer:
        writer.delete_documents(["a"])
        writer.add(passages_of("b", ["two"]))
        assert found(empty) == ["a-001"]
        assert empty.generation() == 1
        writer.commit(2)
        assert found(empty) == ["b-001"]
        assert empty.generation() == 2


def test_leaving_without_a_commit_discards_all(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["one"]))
    with empty.writer() as writer:
        writer.delete_documents(["a"])
        writer.add(passages_of("b", ["two"]))
    assert found(empty) == ["a-001"]
    write(empty, 2, *passages_of("c", ["three"]))
    assert found(empty) == ["a-001", "c-001"]


def test_an_error_while_writing_discards_all(empty: Engine) -> None:
    def failing_add() -> None:
        with empty.writer() as writer:
            writer.add(passages_of("b", ["two"]))
            raise ZeroDivisionError

    write(empty, 1, *passages_of("a", ["one"]))
    with pytest.raises(ZeroDivisionError):
        failing_add()
    assert found(empty) == ["a-001"]


def test_deleting_a_document_removes_all_its_passages_and_no_others(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["one", "two", "three"]), *passages_of("ab", ["one"]))
    write(empty, 2, delete=("a", "no such document"))
    assert found(empty) == ["ab-001"]
    assert sorted(empty.passage_ids()) == ["ab-001"]


def test_a_document_written_anew_in_one_commit_replaces_the_old_one(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["old words", "more old words"]))
    write(empty, 2, *passages_of("a", ["new words"]), delete=("a",))
    assert found(empty) == ["a-001"]
    assert empty.search(EngineRequest(Term("text", "old"))).passages == 0
    assert empty.search(EngineRequest(Term("text", "new"))).passages == 1


def test_deleted_passages_count_for_nothing(empty: Engine, analyzer: Analyzer, folder: Path) -> None:
    stays = [*passages_of("a", ["weir weir lido", "lido"]), *passages_of("b", ["weir"], authors=("Ada",))]
    write(empty, 1, *stays)
    for number in range(9):
        write(empty, number + 2, *passages_of(f"x{number}", ["weir sluice sluicegate"], authors=("Hugh",)))
    write(empty, 11, delete=tuple(f"x{number}" for number in range(9)))
    fresh = ReferenceEngine(folder / "fresh", analyzer)
    with fresh.writer() as writer:
        writer.add(stays)
        writer.commit(2)
    for query in (Term("text", "weir"), Prefix("text", "sl"), Prefix("author", "h"), Everything()):
        request = EngineRequest(query)
        answer, expected = empty.search(request), fresh.search(request)
        assert [hit.passage_id for hit in answer.hits] == [hit.passage_id for hit in expected.hits]
        if empty.capabilities.exact_statistics:
            assert [hit.score for hit in answer.hits] == pytest.approx([hit.score for hit in expected.hits])
        assert (answer.facets, answer.expansions) == (expected.facets, expected.expansions)
    assert empty.suggest("text", "slu", 5) == ()
    assert empty.suggest("author", "hu", 5) == ()


def test_many_small_commits_answer_as_one_large_one(empty: Engine, analyzer: Analyzer, folder: Path) -> None:
    whole = [passage for number in range(24) for passage in passages_of(f"{number:02d}", ["weir " * (number % 5 + 1)])]
    for generation, passage in enumerate(whole, start=1):
        write(empty, generation, passage, delete=(f"{generation - 3:02d}",) if generation % 3 == 0 else ())
    gone = {f"{generation - 3:02d}" for generation in range(3, 25, 3)}
    once = ReferenceEngine(folder / "once", analyzer)
    with once.writer() as writer:
        writer.add(passage for passage in whole if passage.document_id not in gone)
        writer.commit(1)
    request = EngineRequest(Term("text", "weir"), limit=100)
    assert [hit.passage_id for hit in empty.search(request).hits] == [
        hit.passage_id for hit in once.search(request).hits
    ]


def test_a_rebuild_replaces_all_at_its_commit_and_serves_the_old_state_until_then(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["one"]))
    with empty.writer(rebuild=True) as writer:
        writer.add(passages_of("b", ["two"]))
        assert found(empty) == ["a-001"]
        writer.commit(2)
    assert found(empty) == ["b-001"]


def test_a_rebuild_that_is_left_changes_nothing(empty: Engine) -> None:
    write(empty, 1, *passages_of("a", ["one"]))
    with empty.writer(rebuild=True) as writer:
        writer.add(passages_of("b", ["two"]))
    assert found(empty) == ["a-001"]
    assert empty.generation() == 1


def test_an_engine_opened_anew_sees_what_was_committed(
    empty: Engine, under_test: EngineUnderTest, folder: Path, analyzer: Analyzer
) -> None:
    write(empty, 7, *passages_of("a", ["one"]))
    again = under_test.make(folder, analyzer)
    assert again.generation() == 7
    assert found(again) == ["a-001"]
    again.close()


def test_another_engine_object_sees_a_commit_at_its_next_search(
    empty: Engine, under_test: EngineUnderTest, folder: Path, analyzer: Analyzer
) -> None:
    other = under_test.make(folder, analyzer)
    write(empty, 1, *passages_of("a", ["one"]))
    assert found(other) == ["a-001"]
    write(empty, 2, *passages_of("b", ["two"]))
    assert other.search(EVERYTHING).generation == 2
    other.close()


def test_values_come_back_as_they_went_in_whatever_their_characters(empty: Engine) -> None:
    names = ('Quote " and \\', "line\nbreak", "tab\t", "émigré 北京 😀", "comma, semi;", " spaces ", "[]", "\u2028")
    write(empty, 1, *passages_of("dócument 北", ["one"], authors=names, source="a/b c#d?é.html"))
    response = empty.search(EVERYTHING)
    assert dict(response.facets["author"]) == dict.fromkeys(names, 1)
    assert response.facets["source"] == (("a/b c#d?é.html", 1),)
    assert response.hits[0].document_id == "dócument 北"
    for name in names:
        assert empty.search(EngineRequest(Everything(), Filters(author=(name,)))).passages == 1


def test_other_spellings_of_a_name_are_found_and_are_no_facet_values(empty: Engine, analyzer: Analyzer) -> None:
    (passage,) = passages_of("d", ["A letter."], authors=("Nia Prys",), recipients=("Town Council",))
    with empty.writer() as writer:
        writer.add([replace(passage, author_forms=("Prys, N.", "N. of Pen Llyn"), recipient_forms=("TC",))])
        writer.commit(1)
    for query in ('author:"nia prys"', 'author:"prys n"', "author:llyn", "to:TC", "to:council"):
        found = empty.search(EngineRequest(parse_query(query, analyzer).tree))
        assert [hit.passage_id for hit in found.hits] == [passage.id], query
    assert found.facets["author"] == (("Nia Prys", 1),)
    assert found.facets["recipient"] == (("Town Council", 1),)
    for query in ('author:"prys nia"', "author:TC", 'author:"prys prys"'):
        assert not empty.search(EngineRequest(parse_query(query, analyzer).tree)).hits, query


def test_the_files_of_every_commit_have_checksums_that_fit_whatever_is_done_between(empty: Engine) -> None:
    def checked() -> int:
        found = empty.check_files()
        assert found.faults == ()
        assert found.files == max(0, len(empty.files()) - 1)  # which the checksums themselves are one of
        return found.files

    assert checked() == 0
    write(empty, 1, *passages_of("a", ["one"]))
    files = checked()
    assert (files > 0) is (empty.capabilities.embedded and not isinstance(empty, ReferenceEngine))
    with empty.writer() as writer:
        writer.add(passages_of("b", ["two"]))
    assert checked() == files
    write(empty, 2, *passages_of("c", ["three"]), delete=("a",))
    checked()
    with empty.writer(rebuild=True) as writer:
        writer.add(passages_of("d", ["four"]))
        writer.commit(3)
    checked()
