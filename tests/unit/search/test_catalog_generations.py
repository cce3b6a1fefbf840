"""Rows come and go with generations, and a reader sees exactly one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, make_url

from search.catalog import Catalog, GenerationGoneError, ReadFailure, open_catalog
from tests.unit.search.records import (
    Letter,
    commit_letters,
    made_document,
    made_fingerprint,
    made_letter,
    made_passages,
    made_source,
)


def _seen(catalog: Catalog, generation: int, letter: Letter) -> tuple[bool, bool, bool]:
    """Whether the letter's source, document and passage are there at that generation."""
    with catalog.at(generation) as reader:
        return (
            reader.source(letter.source.id) is not None,
            reader.document(letter.document.id) is not None,
            bool(reader.passages([letter.passages[0][0].id])),
        )


ALL, NONE = (True, True, True), (False, False, False)


@pytest.fixture
def letter() -> Letter:
    return made_letter("first")


def test_an_empty_catalog_answers_at_generation_0(catalog: Catalog) -> None:
    with catalog.at(0) as reader:
        assert reader.summary().documents == 0
        assert list(reader.passage_ids()) == []
        assert reader.meta("engine") is None


def test_what_a_generation_adds_is_seen_from_it_on_and_not_before(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 2, letter)

    assert _seen(catalog, 1, letter) == NONE
    assert _seen(catalog, 2, letter) == ALL
    assert _seen(catalog, 3, letter) == ALL


def test_what_a_generation_removes_is_still_seen_by_the_one_before(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        writer.commit()

    assert _seen(catalog, 1, letter) == ALL
    assert _seen(catalog, 2, letter) == NONE


def test_leaving_the_writer_without_commit_leaves_nothing_behind(catalog: Catalog, letter: Letter) -> None:
    with catalog.writer(1) as writer:
        letter.add_to(writer)
        assert writer.source_fingerprints()

    assert _seen(catalog, 1, letter) == NONE


def test_an_error_while_writing_undoes_the_run(catalog: Catalog, letter: Letter) -> None:
    def write_and_fail() -> None:
        with catalog.writer(1) as writer:
            letter.add_to(writer)
            raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        write_and_fail()
    assert _seen(catalog, 1, letter) == NONE


def test_a_run_whose_engine_never_committed_is_undone_by_the_next(catalog: Catalog, letter: Letter) -> None:
    newcomer = made_letter("second")
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        newcomer.add_to(writer)
        writer.set_meta("engine", "other")
        writer.commit()

    with catalog.writer(2) as writer:
        writer.discard_unfinished(committed=1)
        assert set(writer.source_fingerprints()) == {letter.source.id}
        writer.commit()

    assert _seen(catalog, 2, letter) == ALL
    assert _seen(catalog, 2, newcomer) == NONE
    with catalog.at(2) as reader:
        assert reader.meta("engine") is None
        assert reader.former_document(letter.document.id) is None


def test_an_interrupted_replacement_gives_the_old_rows_back(catalog: Catalog) -> None:
    old, new = made_letter("same", "The old words."), made_letter("same", "The new words.")
    commit_letters(catalog, 1, old)
    with catalog.writer(2) as writer:
        writer.remove_sources([old.source.id])
        new.add_to(writer)
        writer.commit()
    with catalog.writer(2) as writer:
        writer.discard_unfinished(committed=1)
        writer.commit()

    with catalog.at(2) as reader:
        assert [text for _, text in reader.document_passages(old.document.id)] == ["The old words."]
        source = reader.source(old.source.id)
        assert source is not None
        assert source.text == "The old words."


def test_what_one_run_adds_and_removes_again_was_never_there(catalog: Catalog, letter: Letter) -> None:
    with catalog.writer(1) as writer:
        letter.add_to(writer)
        writer.remove_sources([letter.source.id])
        letter.add_to(writer)
        writer.remove_sources([letter.source.id])
        writer.commit()

    assert _seen(catalog, 1, letter) == NONE


def test_a_source_put_in_the_place_of_another_keeps_the_documents(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    changed = made_source(letter.source.name, letter.source.text + " And a footnote.")
    with catalog.writer(2) as writer:
        writer.add_source(changed, made_fingerprint(changed, sha256="bb"), "letters")
        writer.commit()

    assert _seen(catalog, 2, letter) == ALL
    with catalog.at(1) as before, catalog.at(2) as after:
        assert before.source(letter.source.id) == letter.source
        assert after.source(letter.source.id) == changed


def test_the_same_document_cannot_stand_twice(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)

    with catalog.writer(2) as writer:
        writer.add_documents([letter.document])
        with pytest.raises(catalog._database.dialect.loaded_dbapi.IntegrityError):
            writer.commit()


def test_removing_a_document_leaves_its_source_and_its_siblings(catalog: Catalog) -> None:
    source = made_source("page.txt", "One. Two.")
    documents = [made_document(name, source, position=place) for place, name in enumerate(["one", "two"])]
    with catalog.writer(1) as writer:
        writer.add_source(source, made_fingerprint(source), "letters")
        writer.add_documents(documents)
        for document in documents:
            writer.add_passages(made_passages(document, document.title))
        writer.commit()
    with catalog.writer(2) as writer:
        assert set(writer.document_ids([source.id])) == {document.id for document in documents}
        writer.remove_documents([documents[0].id])
        writer.commit()

    with catalog.at(2) as reader:
        assert reader.source_documents(source.id) == (documents[1],)
        assert [text for _, text in reader.document_passages(documents[1].id)] == ["Two"]
        assert reader.document_passages(documents[0].id) == ()


def test_purging_closes_the_generations_that_lost_rows_and_no_others(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        writer.commit()
        writer.purge(before=2)
        writer.commit()

    assert _seen(catalog, 2, letter) == NONE
    with pytest.raises(GenerationGoneError, match="generation 1"), catalog.at(1):
        pass


def test_purging_up_to_a_generation_leaves_what_it_still_sees(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        writer.commit()
        writer.purge(before=1)
        writer.commit()

    assert _seen(catalog, 1, letter) == ALL


def test_a_reader_keeps_its_state_while_its_rows_are_purged(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    # Purging gives up on shrinking the log while somebody reads; that wait is not what is tested.
    with catalog.at(1) as reader, catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        writer.purge(before=2)
        writer._purged = False
        writer.commit()

        assert reader.document(letter.document.id) == letter.document
        assert reader.source(letter.source.id) == letter.source


def test_purging_gives_the_space_back(sqlite_catalog: Catalog, sqlite_url: str) -> None:
    file = Path(str(make_url(sqlite_url).database))
    many = [made_letter(f"letter {number}", f"{number} words " * 500) for number in range(200)]
    commit_letters(sqlite_catalog, 1, *many)
    with sqlite_catalog.writer(1) as writer:
        writer.purge(before=1)
        writer.commit()
    full = file.stat().st_size
    with sqlite_catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id for letter in many])
        writer.commit()
        writer.purge(before=2)
        writer.commit()

    assert file.stat().st_size < full / 2
    assert Path(f"{file}-wal").stat().st_size == 0


def test_what_a_generation_states_does_not_change_the_one_before(catalog: Catalog) -> None:
    for generation, value in ((1, "english"), (2, "german"), (4, "french")):
        with catalog.writer(generation) as writer:
            writer.set_meta("language", "to be replaced")
            writer.set_meta("language", value)
            writer.commit()

    told = []
    for generation in (0, 1, 2, 3, 4):
        with catalog.at(generation) as reader:
            told.append(reader.meta("language"))
    assert told == [None, "english", "german", "german", "french"]


def test_purging_keeps_what_the_oldest_readable_generation_states(catalog: Catalog) -> None:
    for generation in (1, 2, 3):
        with catalog.writer(generation) as writer:
            writer.set_meta("language", f"language {generation}")
            writer.commit()
            writer.purge(before=2)
            writer.commit()

    with catalog.at(2) as reader:
        assert reader.meta("language") == "language 2"


def test_failures_are_those_of_the_latest_run(catalog: Catalog) -> None:
    runs = [[("/dossier/a.pdf", "no text layer"), ("/dossier/b.zip", "not an archive")], [("/dossier/c", "empty")]]
    for generation, found in enumerate(runs, start=1):
        with catalog.writer(generation) as writer:
            writer.record_failures(found)
            writer.commit()

    with catalog.at(1) as reader:
        assert reader.failures() == tuple(ReadFailure(path, reason) for path, reason in runs[0])
    with catalog.at(2) as reader:
        assert reader.failures() == (ReadFailure("/dossier/c", "empty"),)


def test_touching_a_source_changes_its_fingerprint_and_nothing_else(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    touched = made_fingerprint(letter.source, size=100, mtime_ns=2**62)
    with catalog.writer(2) as writer:
        writer.touch_sources([touched])
        writer.touch_sources([])
        writer.commit()

    with catalog.writer(3) as writer:
        assert writer.source_fingerprints() == {letter.source.id: touched}
    assert _seen(catalog, 1, letter) == ALL


def test_records_of_a_bulk_file_are_sources_of_one_path(catalog: Catalog) -> None:
    records = [made_source(f"posts.jsonl#{number}", "A post.", path="/dossier/posts.jsonl") for number in range(3)]
    with catalog.writer(1) as writer:
        for number, record in enumerate(records):
            writer.add_source(record, made_fingerprint(record, sha256=f"{number:064x}"), "bulk")
        writer.commit()

    with catalog.writer(2) as writer:
        found = writer.source_fingerprints().values()
    assert {one.path for one in found} == {"/dossier/posts.jsonl"}
    assert len({one.sha256 for one in found}) == 3


@pytest.mark.uncounted
def test_more_ids_than_a_statement_takes_are_removed(catalog: Catalog) -> None:
    letters = [made_letter(f"letter {number}") for number in range(1_100)]
    commit_letters(catalog, 1, *letters)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id for letter in letters])
        writer.commit()

    with catalog.at(2) as reader:
        assert (reader.summary().sources, reader.summary().documents, reader.summary().passages) == (0, 0, 0)


def test_sqlite_does_not_look_for_what_belongs_to_documents_among_all_that_stands(
    tmp_path: Path, letter: Letter
) -> None:
    catalog = open_catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}", create=True)
    commit_letters(catalog, 1, letter)
    plans: list[str] = []

    def explained(connection: Connection, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if " IN (" in statement:
            values = parameters[0] if isinstance(parameters, list) else parameters
            plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            plans.extend(row[3] for row in plan)

    event.listen(Engine, "before_cursor_execute", explained)
    try:
        with catalog.writer(2) as writer:
            assert writer.copies().passages([letter.document.id])
            assert writer.copies().in_time([letter.document.id])
            writer.remove_sources([letter.source.id])
    finally:
        event.remove(Engine, "before_cursor_execute", explained)
        catalog.close()
    assert plans
    assert not [plan for plan in plans if "SCAN passages" in plan or "SCAN documents" in plan or "_versions" in plan]
