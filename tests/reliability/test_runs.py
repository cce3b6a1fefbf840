"""Runs of the indexer: what is read again, what stays, what goes, and what each leaves behind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from indexer.run import reading_processes
from search.engines.base import Filters
from search.errors import OperatorError
from search.results import SearchRequest
from tests.reliability.indexes import Dossier, contents, dossier_in, faults
from tests.reliability.small_dossier import RECORDS, THREAD, records_text


def found(dossier: Dossier, query: str) -> list[str]:
    """The names of the sources with hits, each once, in order of name."""
    searcher = dossier.searcher()
    try:
        hits = searcher.search(SearchRequest(q=query, size=100)).hits
    finally:
        searcher.close()
    return sorted({hit.source_name for hit in hits})


def document_ids(dossier: Dossier, source_name: str) -> dict[str, str]:
    """The ids of a source's documents by the first word that each of them begins with."""
    searcher = dossier.searcher()
    try:
        hits = searcher.search(SearchRequest(filters=Filters(source=(source_name,)), size=100)).hits
        return {hit.snippet.text.split()[0]: hit.document.id for hit in hits}
    finally:
        searcher.close()


def equals_a_fresh_build(dossier: Dossier, folder: Path) -> bool:
    """Whether the index holds what a new index over a copy of the corpus holds."""
    fresh = dossier_in(folder)
    shutil.copytree(dossier.corpus, fresh.corpus, dirs_exist_ok=True)
    fresh.index()
    return contents(dossier.settings) == contents(fresh.settings)


def test_the_first_run_indexes_everything(dossier: Dossier) -> None:
    summary = dossier.index()
    assert (summary.files_found, summary.files_read, summary.added) == (4, 4, 5)
    assert summary.index.documents == 7
    assert found(dossier, "ferry") == ["letters/1.txt", "news.jsonl#n1", "news.jsonl#n2", "page.html", "thread.txt"]
    assert faults(dossier.settings) == ()


def test_a_run_without_changes_reads_nothing_and_commits_nothing(dossier: Dossier) -> None:
    first = dossier.index()
    second = dossier.index()
    assert not second.committed
    assert second.files_read == 0
    assert second.index == first.index


def test_only_the_changed_file_is_read_again(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    dossier.write("page.html", "<title>Sunk</title><p>The ferry has sunk beside a lighthouse.</p>")
    summary = dossier.index()
    assert (summary.files_read, summary.added, summary.changed, summary.removed) == (1, 0, 1, 0)
    assert found(dossier, "lighthouse") == ["page.html"]
    assert found(dossier, "company") == ["letters/1.txt"]
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_a_file_of_the_same_size_with_other_words_is_read_again(dossier: Dossier) -> None:
    path = dossier.write("a.txt", "Something about a walrus.")
    dossier.index()
    dossier.write("a.txt", "Something about a turtle.")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))
    assert dossier.index().changed == 1
    assert found(dossier, "turtle") == ["a.txt"]
    assert found(dossier, "walrus") == []


def test_a_file_that_was_only_touched_is_not_changed_and_not_looked_at_again(dossier: Dossier) -> None:
    dossier.index()
    os.utime(dossier.corpus / "page.html", (1, 1))
    touched = dossier.index()
    assert not touched.committed
    assert touched.files_read == 1
    assert dossier.index().files_read == 0


def test_what_is_gone_is_taken_out(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    (dossier.corpus / "thread.txt").unlink()
    summary = dossier.index()
    assert (summary.files_read, summary.removed) == (0, 1)
    assert found(dossier, "bus") == []
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_a_bulk_file_keeps_the_records_that_did_not_change(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    changed = [RECORDS[0], {**RECORDS[1], "text": "The ferry ran aground."}, {**RECORDS[0], "id": "n3"}]
    dossier.write("news.jsonl", records_text(changed))
    summary = dossier.index()
    assert (summary.added, summary.changed, summary.removed) == (1, 1, 0)
    assert found(dossier, "aground") == ["news.jsonl#n2"]
    dossier.write("news.jsonl", records_text(changed[1:]))
    assert dossier.index().removed == 1
    assert dossier.index().files_read == 0
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_an_edit_to_one_post_changes_the_id_of_no_other(dossier: Dossier) -> None:
    dossier.index()
    before = document_ids(dossier, "thread.txt")
    dossier.write("thread.txt", THREAD.replace("Has anybody heard", "Has anyone at all been told"))
    dossier.index()
    after = document_ids(dossier, "thread.txt")
    assert len(before) == len(after) == 3
    unchanged = before.keys() - {"Has"}
    assert {word: before[word] for word in unchanged} == {word: after[word] for word in unchanged}
    assert before["Has"] != after["Has"]


def test_the_same_files_in_another_place_have_the_same_ids(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    assert equals_a_fresh_build(dossier, tmp_path / "another machine")


def test_a_file_that_cannot_be_read_is_named_and_keeps_its_previous_version(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    (dossier.corpus / "page.html").write_bytes(bytes(range(256)) * 20)
    dossier.write("more.txt", "The harbour is closed.")
    summary = dossier.index()
    (failure,) = summary.failures
    assert failure.path == str(dossier.corpus / "page.html")
    assert "binary" in failure.reason
    assert summary.added == 1
    assert "page.html" in found(dossier, "ferry")
    again = dossier.index()
    assert again.failures == summary.failures
    assert not again.committed


def test_a_rebuild_keeps_the_previous_version_of_what_cannot_be_read(dossier: Dossier) -> None:
    dossier.index()
    (dossier.corpus / "page.html").write_bytes(bytes(range(256)) * 20)
    dossier.index(rebuild=True)
    assert "page.html" in found(dossier, "ferry")
    assert faults(dossier.settings) == ()


def test_a_file_that_can_be_read_again_is_no_longer_named(dossier: Dossier) -> None:
    broken = dossier.corpus / "broken.html"
    broken.write_bytes(bytes(range(256)) * 20)
    dossier.index()
    dossier.write("broken.html", "<p>Mended at last.</p>")
    assert dossier.index().failures == ()
    assert contents(dossier.settings)["failures"] == []


def test_records_around_one_that_cannot_be_read_are_indexed_and_none_is_lost(dossier: Dossier) -> None:
    dossier.index()
    lines = records_text(RECORDS).splitlines()
    dossier.write("news.jsonl", f"{lines[0].replace('rain', 'hail')}\n{{not json\n")
    summary = dossier.index()
    assert [failure.path for failure in summary.failures] == [f"{dossier.corpus / 'news.jsonl'}#2"]
    assert found(dossier, "hail") == ["news.jsonl#n1"]
    assert "news.jsonl#n2" in found(dossier, "ferry")


def test_a_bad_record_of_a_file_that_did_not_change_is_named_again(dossier: Dossier) -> None:
    dossier.write("news.jsonl", f"{records_text(RECORDS)}{{not json\n")
    first = dossier.index()
    second = dossier.index()
    assert second.files_read == 0
    assert second.failures == first.failures != ()
    assert not second.committed


def test_a_format_that_nothing_reads_is_named(dossier: Dossier) -> None:
    (dossier.corpus / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 100)
    (failure,) = dossier.index().failures
    assert failure.path.endswith("photo.jpg")
    assert ".txt" in failure.reason


def test_a_record_with_half_a_surrogate_pair_is_named_and_keeps_nothing_else_out(dossier: Dossier) -> None:
    dossier.write("odd.jsonl", '{"id": "1", "text": "half \\ud83d of a pair"}\n{"id": "2", "text": "all well"}\n')
    summary = dossier.index()
    assert [failure.path for failure in summary.failures] == [f"{dossier.corpus / 'odd.jsonl'}#1"]
    assert found(dossier, "well") == ["odd.jsonl#2"]


def test_a_root_that_vanished_is_an_error_and_nothing_is_removed(dossier: Dossier) -> None:
    dossier.index()
    before = contents(dossier.settings)
    dossier.corpus.rename(dossier.corpus.with_name("moved"))
    with pytest.raises(OperatorError, match="is not there"):
        dossier.index()
    assert contents(dossier.settings) == before


def test_a_moved_root_keeps_its_ids_and_needs_no_new_documents(dossier: Dossier) -> None:
    dossier.index()
    before = contents(dossier.settings)
    moved = dossier.corpus.rename(dossier.corpus.with_name("moved"))
    summary = dossier.index(moved, forget=(dossier.corpus,))
    assert summary.removed == 0
    assert contents(dossier.settings) == before
    assert dossier.index().files_read == 0


def test_a_forgotten_root_is_taken_out(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    (tmp_path / "second").mkdir()
    (tmp_path / "second/a.txt").write_text("The ferry again.", encoding="utf-8")
    assert dossier.index(tmp_path / "second").added == 1
    assert dossier.index(forget=(dossier.corpus,)).removed == 5
    assert found(dossier, "ferry") == ["a.txt"]


def test_a_run_over_one_folder_leaves_what_lies_elsewhere(dossier: Dossier) -> None:
    dossier.index()
    (dossier.corpus / "thread.txt").unlink()
    dossier.write("letters/2.txt", "Dear Ada, the ferry is late. Yours, Tobias")
    summary = dossier.index(dossier.corpus / "letters")
    assert (summary.files_found, summary.added, summary.removed) == (2, 1, 0)
    assert "thread.txt" in found(dossier, "ferry")
    assert dossier.index().removed == 1


def test_two_roots_with_a_file_of_the_same_name_keep_the_first(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second/page.html").write_text("<p>A lighthouse.</p>", encoding="utf-8")
    dossier.index()
    (failure,) = dossier.index(tmp_path / "second").failures
    assert failure.path == str(tmp_path / "second/page.html")
    assert "named 'page.html' already" in failure.reason
    assert found(dossier, "lighthouse") == []
    assert [failure.path for failure in dossier.index().failures] == [failure.path]


def test_a_rebuild_equals_a_fresh_build(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    dossier.write("page.html", "<p>Changed.</p>")
    summary = dossier.index(rebuild=True)
    assert summary.committed
    assert any("Everything was read again" in note for note in summary.notes)
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_an_index_made_with_another_analysis_is_rebuilt_by_itself_and_says_so(dossier: Dossier) -> None:
    dossier.index()
    other = Dossier(dossier.corpus, type(dossier.settings)(index=dossier.settings.index, language="german"))
    summary = other.index()
    assert summary.files_read == 4
    assert any("german" in note for note in summary.notes)
    assert not other.index().committed
    assert faults(other.settings) == ()


def test_an_index_whose_catalog_is_lost_is_rebuilt_by_itself(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    for file in dossier.settings.index.glob("catalog.sqlite*"):
        file.unlink()
    dossier.index()
    assert faults(dossier.settings) == ()
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_an_index_whose_engine_is_lost_is_rebuilt_by_itself(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    dossier.write("page.html", "<p>Changed.</p>")
    dossier.index()
    shutil.rmtree(dossier.settings.index / "engine")
    dossier.index()
    assert faults(dossier.settings) == ()
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


def test_a_damaged_catalog_is_an_error_until_a_rebuild_mends_it(dossier: Dossier, tmp_path: Path) -> None:
    dossier.index()
    Path(dossier.settings.index / "catalog.sqlite").write_bytes(b"this is no database" * 1000)
    with pytest.raises(OperatorError, match="--rebuild"):
        dossier.index()
    dossier.index(rebuild=True)
    assert equals_a_fresh_build(dossier, tmp_path / "fresh")


@pytest.mark.parametrize("lost", ["catalog.sqlite", "engine"])
def test_a_rebuild_of_a_damaged_index_still_knows_which_folders_it_held(
    dossier: Dossier, tmp_path: Path, lost: str
) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second/a.txt").write_text("The ferry again.", encoding="utf-8")
    dossier.index(tmp_path / "second")
    dossier.index(tmp_path / "second", rebuild=True)
    path = dossier.settings.index / lost
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"this is no database" * 1000)
    dossier.index(rebuild=True)
    assert found(dossier, "ferry") == ["a.txt"]


def test_reading_in_processes_gives_the_same_index(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)
    for number in range(30):
        dossier.write(f"long/{number}.txt", f"Chapter {number}\n\n" + "The ferry sailed on. " * 20 * number)
    dossier.index(workers=2)
    fresh = dossier_in(tmp_path / "fresh")
    shutil.copytree(dossier.corpus, fresh.corpus, dirs_exist_ok=True)
    fresh.index(workers=1)
    assert contents(dossier.settings) == contents(fresh.settings)


def test_an_empty_corpus_gives_an_empty_index_and_not_a_missing_one(tmp_path: Path) -> None:
    empty = dossier_in(tmp_path)
    assert empty.index().committed
    assert found(empty, "ferry") == []
    assert not empty.index().committed
