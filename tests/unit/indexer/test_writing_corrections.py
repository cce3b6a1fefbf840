"""What was found, written as a correction: it changes nothing until somebody edits it, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.corpus.correction_files import correction_path, is_correction
from indexer.curation import curate, parse_correction, written_correction
from indexer.inspection.inspecting import inspect_files
from indexer.inspection.writing import write_correction
from indexer.readers import reader_for
from indexer.segmentation import SegmentedSource, segment
from indexer.structure import StructuredText
from search.catalog import ReadFailure
from tests.places import SAMPLE
from tests.unit.indexer.structured import plain_text
from tests.unit.indexer.test_curation import LETTERS, THREAD


def sample_sources() -> list[SegmentedSource]:
    files = [path for path in SAMPLE.rglob("*") if path.is_file() and not is_correction(path.name)]
    readers = [(path, reader_for(path)) for path in files]
    texts = [text for path, reader in readers if reader for text in reader.read(path, path.name)]
    return [segment(text) for text in texts if isinstance(text, StructuredText)]


@pytest.mark.parametrize("found", sample_sources(), ids=lambda found: found.source.name)
def test_what_is_written_of_a_source_gives_the_same_documents_again(found: SegmentedSource) -> None:
    again = curate(found, parse_correction(written_correction(found).encode()))
    assert again.drafts == found.drafts
    assert (again.title, again.by_hand) == (found.title, ())


@pytest.mark.parametrize("text", [LETTERS, THREAD, "", "One word", "Again. " * 500], ids=range(5))
def test_equal_short_and_empty_texts_come_out_the_same_too(text: str) -> None:
    found = segment(plain_text(text))
    written = written_correction(found)
    assert curate(found, parse_correction(written.encode())).drafts == found.drafts
    assert len(parse_correction(written.encode()).documents) == len(found.drafts)


def test_every_document_is_written_with_its_words_its_people_and_its_date() -> None:
    written = written_correction(segment(plain_text(LETTERS)))
    assert 'starts = "Dear Mr Quill, The ferry has"' in written
    assert 'ends = "' in written
    assert 'authors = ["Ada Birch"]' in written
    assert 'date = "2015-05-03" # its dateline' in written


def test_an_edited_line_of_what_was_written_is_a_correction(tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(LETTERS, encoding="utf-8")
    written = write_correction(file)
    assert written == correction_path(file)
    edited = correction_path(file).read_text(encoding="utf-8").replace('"2015-05-05"', '"2015-06"')
    correction_path(file).write_text(edited, encoding="utf-8")
    (source,) = inspect_files([file]).sources
    assert [draft.by_hand for draft in source.drafts] == [(), ("date",)]
    assert source.drafts[1].date.edtf == "2015-06"


def test_a_correction_that_is_there_is_left_alone_unless_forced_and_stays_in_force(tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(LETTERS, encoding="utf-8")
    kept = '[source]\nurl = "https://ferry.example/1"\n[[document]]\nstarts = "Dear Ms Birch"\nauthors = ["Otto"]\n'
    correction_path(file).write_text(kept, encoding="utf-8")
    refused = write_correction(file)
    assert isinstance(refused, ReadFailure)
    assert "letters.txt.flori.toml is there already" in refused.reason
    assert correction_path(file).read_text(encoding="utf-8") == kept
    before = inspect_files([file]).sources
    assert write_correction(file, force=True) == correction_path(file)
    assert 'authors = ["Otto"]' in correction_path(file).read_text(encoding="utf-8")
    assert inspect_files([file]).sources[0].drafts == before[0].drafts
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters.txt", "letters.txt.flori.toml"]


def test_a_bulk_file_has_no_one_list_of_documents_to_write(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text('{"id": "1", "text": "Words."}\n{"id": "2", "text": "More."}\n', encoding="utf-8")
    refused = write_correction(file)
    assert isinstance(refused, ReadFailure)
    assert "it holds other than one source" in refused.reason


def test_what_was_dropped_by_hand_stays_dropped_when_a_correction_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "thread.txt"
    file.write_text(THREAD, encoding="utf-8")
    correction_path(file).write_text('[[document]]\nstarts = "Has anybody heard"\ndrop = true\n', encoding="utf-8")
    before = inspect_files([file]).sources
    write_correction(file, force=True)
    assert "only_listed = true" in correction_path(file).read_text(encoding="utf-8")
    assert inspect_files([file]).sources[0].drafts == before[0].drafts
