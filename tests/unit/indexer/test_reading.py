"""From a file to what is stored of it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.corpus.walking import FoundFile
from indexer.identity import source_id
from indexer.run import reading
from indexer.run.outcomes import PreparedSource, ReadJob, Unchanged
from indexer.run.reading import Unprepared, prepare, read_structured
from indexer.segmentation import InvalidDraftsError, SegmentedSource
from indexer.structure import StructuredText
from search.catalog import ReadFailure

THREAD = """Ferry timetable

Post by marina » Mon May 05, 2014 9:15 am

When does it sail?

Post by tobias » Mon May 05, 2014 11:40 am

On Friday.
"""


def job_for(path: Path, **known: str) -> ReadJob:
    status = path.stat()
    file = FoundFile(path.name, str(path), str(path.parent), status.st_size, status.st_mtime_ns)
    return ReadJob(file, {source_id(name): sha256 for name, sha256 in known.items()})


def prepared(path: Path) -> PreparedSource:
    (read,) = read_structured(job_for(path))
    assert isinstance(read, Unprepared)
    source = prepare(read)
    assert isinstance(source, PreparedSource)
    return source


@pytest.fixture
def thread(tmp_path: Path) -> Path:
    path = tmp_path / "thread.txt"
    path.write_text(THREAD, encoding="utf-8")
    return path


def test_a_source_has_its_documents_in_reading_order_with_their_passages(thread: Path) -> None:
    source = prepared(thread)
    assert [document.position for document in source.documents] == [0, 1]
    assert [document.authors for document in source.documents] == [("marina",), ("tobias",)]
    for document, passages in zip(source.documents, source.passages, strict=True):
        assert document.source_id == source.source.id == source_id("thread.txt")
        assert [passage.ordinal for passage, _ in passages] == list(range(1, len(passages) + 1))
        assert "".join(text for _, text in passages) == source.source.text[document.start : document.end]
        assert all(source.source.text[passage.start : passage.end] == text for passage, text in passages)


def test_the_fingerprint_is_that_of_the_files_bytes(thread: Path) -> None:
    assert prepared(thread).fingerprint.sha256 == hashlib.sha256(thread.read_bytes()).hexdigest()


def test_a_file_whose_bytes_are_known_is_not_read(thread: Path) -> None:
    sha256 = prepared(thread).fingerprint.sha256
    (read,) = read_structured(ReadJob(job_for(thread).file, {source_id("thread.txt"): sha256}))
    assert isinstance(read, Unchanged)
    assert read.fingerprint.mtime_ns == thread.stat().st_mtime_ns


def test_a_record_is_known_by_all_that_it_says(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"

    def fingerprints(*records: dict[str, str]) -> list[str]:
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return [read.fingerprint.sha256 for read in read_structured(job_for(path)) if isinstance(read, Unprepared)]

    one = {"id": "1", "text": "The ferry.", "author": "Ada"}
    two = {"id": "2", "text": "The ferry.", "author": "Ada"}
    first, second = fingerprints(one, two)
    assert fingerprints(two, one) == [second, first]
    assert fingerprints({**one, "author": "Ben"}, two)[0] != first
    assert fingerprints({**one, "text": "The tram."}, two)[0] != first


def test_a_known_record_is_passed_over_and_its_neighbour_read(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text('{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n', encoding="utf-8")
    first, second = read_structured(job_for(path))
    assert isinstance(first, Unprepared)
    known = {first.fingerprint.source_id: first.fingerprint.sha256}
    again = list(read_structured(ReadJob(job_for(path).file, known)))
    assert [type(read) for read in again] == [Unchanged, Unprepared]
    assert again[1] == second


def test_a_file_that_vanished_is_a_failure_that_says_so(thread: Path) -> None:
    job = job_for(thread)
    thread.unlink()
    (failure,) = read_structured(job)
    assert isinstance(failure, ReadFailure)
    assert failure.path == str(thread)


def test_a_file_that_may_not_be_opened_is_a_failure_that_says_so(thread: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _unpacking: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(reading, "reader_for", refuse)  # permissions do not bind a superuser, who may run the tests
    (failure,) = read_structured(job_for(thread))
    assert failure == ReadFailure(str(thread), "it cannot be opened: Permission denied")


def test_a_defect_of_a_segmenter_keeps_out_one_source_and_asks_for_a_report(
    thread: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_structured: StructuredText) -> SegmentedSource:
        raise InvalidDraftsError("The segmenter 'x' gave an invalid draft.")

    (read,) = read_structured(job_for(thread))
    assert isinstance(read, Unprepared)
    monkeypatch.setattr(reading, "segment", fail)
    failure = prepare(read)
    assert isinstance(failure, ReadFailure)
    assert "please report" in failure.reason


@pytest.mark.parametrize("where", ["segment", "reader_for"])
def test_a_defect_that_nobody_foresaw_keeps_out_one_file_only(
    thread: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def broken(*_: object) -> SegmentedSource:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(reading, where, broken)

    outcomes = [prepare(one) if isinstance(one, Unprepared) else one for one in read_structured(job_for(thread))]

    assert outcomes == [
        ReadFailure(
            str(thread),
            "a defect of the program (ZeroDivisionError: division by zero); "
            "please report it, with the file if you can.",
        )
    ]


def test_a_bulk_file_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text('{"id": "1", "text": "One."}\n' * 10_000, encoding="utf-8")
    reads: Iterator[object] = read_structured(job_for(path))
    assert isinstance(next(reads), Unprepared)
