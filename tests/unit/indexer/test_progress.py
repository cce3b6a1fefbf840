"""The progress of a run: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from indexer.corpus.walking import walk
from indexer.run.outcomes import ReadJob
from indexer.run.progress import reporting
from indexer.run.workers import read_files


def jobs_in(folder: Path) -> list[ReadJob]:
    (folder / "a.txt").write_text("The ferry is late. " * 100, encoding="utf-8")
    (folder / "b.jsonl").write_text('{"id": "1", "text": "The ferry."}\n' * 1, encoding="utf-8")
    return [ReadJob(file) for file in walk([folder]).files.values()]


def shown(folder: Path, *, terminal: bool) -> str:
    """What is on the console after a run over the folder."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=120, legacy_windows=False)
    jobs = jobs_in(folder)
    with reporting(console) as reporter:
        reporter.start(jobs)
        for batch in read_files(jobs, 1, "english"):
            reporter.advance(batch)
        reporter.compared(0.5)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_files_passages_and_rate(tmp_path: Path) -> None:
    printed = shown(tmp_path, terminal=True)
    assert "2 files" in printed
    assert "100%" in printed
    assert "passages" in printed
    assert "/s" in printed


def test_a_terminal_shows_how_far_documents_have_been_compared(tmp_path: Path) -> None:
    assert re.search(r"Comparing documents .* 50%", shown(tmp_path, terminal=True))


def test_anything_else_is_left_alone(tmp_path: Path) -> None:
    assert shown(tmp_path, terminal=False) == ""
