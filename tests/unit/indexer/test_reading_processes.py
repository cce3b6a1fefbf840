"""When several processes read, and when what they need is loaded before it is known what has changed."""

from __future__ import annotations

from multiprocessing import forkserver
from pathlib import Path

import pytest

from indexer.run.reading_processes import load_ahead, read_in_processes


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Each start of the process that reading processes are forked from, which is not started."""
    starts: list[None] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: starts.append(None))
    return starts


@pytest.mark.parametrize(
    ("workers", "sizes", "expected"),
    [(2, [1_500_000, 600_000], True), (2, [1_500_000], False), (1, [9_000_000], False), (2, [], False)],
)
def test_a_large_corpus_is_read_in_processes_where_several_may(workers: int, sizes: list[int], expected: bool) -> None:
    assert read_in_processes(workers, sizes) is expected


def test_reading_is_loaded_ahead_for_a_large_file_in_a_folder_or_named(tmp_path: Path, started: list[None]) -> None:
    file = tmp_path / "below" / "bulk.jsonl"
    file.parent.mkdir()
    file.write_bytes(b" " * 2_500_000)
    load_ahead(2, [tmp_path])
    load_ahead(2, [file])
    assert len(started) == 2


def test_nothing_is_loaded_ahead_for_a_small_corpus_or_one_process_or_what_is_not_there(
    tmp_path: Path, started: list[None]
) -> None:
    (tmp_path / "small.txt").write_text("A few words.", encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    load_ahead(2, [tmp_path, tmp_path / "missing"])
    (tmp_path / "large.txt").write_bytes(b" " * 2_500_000)
    load_ahead(1, [tmp_path])
    assert not started
