"""Reading in several processes: the same outcomes, in the same order."""

from __future__ import annotations

import gzip
import json
import os
import signal
from itertools import groupby
from pathlib import Path

import pytest

from indexer.corpus.walking import walk
from indexer.run import reading_processes, workers
from indexer.run.outcomes import Batch, PreparedSource, ReadJob, Unchanged
from indexer.run.workers import read_files
from search.errors import OperatorError
from search.sources import ReadFailure


@pytest.fixture
def jobs(tmp_path: Path) -> list[ReadJob]:
    """Files of several sizes, one of them a bulk file."""
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(f"Report {number}. " * (number + 1) * 50, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    records = (json.dumps({"id": str(number), "text": f"Record {number}."}) for number in range(1000))
    (tmp_path / "bulk.jsonl").write_text("\n".join(records), encoding="utf-8")
    return [ReadJob(file) for file in walk([tmp_path]).files.values()]


def by_file(batches: list[Batch]) -> list[tuple[str, list[object]]]:
    """The outcomes of each file, whatever pieces they came in."""
    grouped = groupby(batches, key=lambda batch: batch.job.file.name)
    return [(name, [outcome for batch in of_file for outcome in batch.outcomes]) for name, of_file in grouped]


def test_processes_give_what_one_process_gives(jobs: list[ReadJob], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(read_files(jobs, 1, "english"))
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)
    monkeypatch.setattr(workers, "_WHOLE_FILE_BYTES", 10_000)
    together = list(read_files(jobs, 2, "english"))
    assert by_file(together) == by_file(alone)
    assert [batch.job for batch in together if batch.is_last] == jobs


@pytest.mark.parametrize("name", ["bulk.jsonl", "bulk.jsonl.gz"])
def test_lines_read_apart_give_the_same_failures_and_known_records_in_the_same_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    records = [json.dumps({"id": str(number), "text": f"Record {number}."}) for number in range(900)]
    lines = "\n".join([*records, "", "{broken", records[7], *records[300:302], json.dumps({"id": "new", "text": "x"})])
    content = lines.encode() if name.endswith("l") else gzip.compress(lines.encode())[:-5]
    (tmp_path / name).write_bytes(content)
    (file,) = walk([tmp_path]).files.values()
    new = [one for batch in read_files([ReadJob(file)], 1, "english") for one in batch.outcomes]
    prints = [one.fingerprint for one in new if isinstance(one, PreparedSource)]
    jobs = [ReadJob(file, {one.source_id: one.sha256 for one in prints[::7]})]
    alone = list(read_files(jobs, 1, "english"))
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)
    monkeypatch.setattr(workers, "_WHOLE_FILE_BYTES", 0)
    together = list(read_files(jobs, 2, "english"))
    assert by_file(together) == by_file(alone)
    assert [batch.is_last for batch in together] == [False] * (len(together) - 1) + [True]
    failures = [one.reason for batch in together for one in batch.outcomes if isinstance(one, ReadFailure)]
    assert any("line 903: its id is that of line 8" in reason for reason in failures)
    unchanged = [one for batch in together for one in batch.outcomes if isinstance(one, Unchanged)]
    assert [one.fingerprint for one in unchanged] == prints[::7]


def test_a_bulk_file_comes_in_pieces_of_limited_size(jobs: list[ReadJob]) -> None:
    pieces = [batch for batch in read_files(jobs, 1, "english") if batch.job.file.name == "bulk.jsonl"]
    assert [len(batch.outcomes) for batch in pieces] == [200] * 5
    assert [batch.is_last for batch in pieces] == [False] * 4 + [True]


def test_an_empty_file_still_ends(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    (batch,) = read_files([ReadJob(file) for file in walk([tmp_path]).files.values()], 1, "english")
    assert batch.is_last
    assert not [outcome for outcome in batch.outcomes if isinstance(outcome, PreparedSource)]


def test_no_more_files_are_read_ahead_than_there_is_use_for(
    jobs: list[ReadJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)
    asked: list[ReadJob] = []

    def noting(jobs: list[ReadJob]) -> object:
        for job in jobs:
            asked.append(job)
            yield job, job, True

    monkeypatch.setattr(workers, "_tasks", noting)
    batches = read_files(jobs, 2, "english")
    next(batches)
    assert len(asked) <= 6
    batches.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_an_error_that_says_what_to_do(
    jobs: list[ReadJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)
    monkeypatch.setattr(workers, "_read_there", _die)
    with pytest.raises(OperatorError, match="--workers 1"):
        list(read_files(jobs, 2, "english"))


def test_the_process_that_starts_the_others_may_die_too(jobs: list[ReadJob], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_processes, "_SMALL_CORPUS_BYTES", 0)

    def submit(*_work: object) -> None:
        raise EOFError  # what it answers nothing to

    monkeypatch.setattr(workers.ProcessPoolExecutor, "submit", submit)
    with pytest.raises(OperatorError, match="--workers 1"):
        list(read_files(jobs, 2, "english"))


def _die(*_work: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
