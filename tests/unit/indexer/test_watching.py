"""Waiting for changes: what counts as one, and what happens while a folder is away."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchfiles import Change

from indexer import watching
from indexer.watching import watch_corpus


class StoppedError(Exception):
    """Ends a watch that would go on."""


def until(condition: Callable[[], bool], update: Callable[[], bool]) -> Callable[[], bool]:
    """The update, ended once the condition holds after it."""

    def update_and_look() -> bool:
        succeeded = update()
        if condition():
            raise StoppedError
        return succeeded

    return update_and_look


def later(seconds: float, act: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(seconds, act)
    timer.start()
    return timer


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter waits than a person needs."""
    monkeypatch.setattr(watching, "BURST_MS", 400)
    monkeypatch.setattr(watching, "RETRY_MS", 300)


def test_a_burst_of_changes_is_one_update(tmp_path: Path) -> None:
    updates: list[int] = []

    def update() -> bool:
        updates.append(len(list(tmp_path.iterdir())))
        return True

    def write_many() -> None:
        for number in range(50):
            (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")

    timer = later(0.5, write_many)
    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until(lambda: updates[-1] == 50, update))
    timer.join()
    assert len(updates) <= 3  # one at the start, and a burst may be cut in two


def test_a_renamed_file_is_seen_within_seconds_by_its_new_name(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x", encoding="utf-8")
    renamed: list[float] = []

    def rename() -> None:
        (tmp_path / "old.txt").rename(tmp_path / "new.txt")
        renamed.append(time.monotonic())

    timer = later(0.5, rename)
    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until((tmp_path / "new.txt").exists, lambda: True))
    timer.join()
    assert time.monotonic() - renamed[0] < 5


def test_an_update_that_did_not_succeed_is_tried_again_without_a_change(tmp_path: Path) -> None:
    tries: list[float] = []

    def update() -> bool:
        tries.append(time.monotonic())
        return len(tries) >= 3

    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until(lambda: len(tries) == 3, update))
    assert tries[2] - tries[0] > 0.5


def test_what_changed_before_the_watching_began_is_not_missed(tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until(lambda: True, lambda: True))


def test_nothing_is_done_where_nothing_changes(tmp_path: Path) -> None:
    updates: list[float] = []

    def update() -> bool:
        updates.append(time.monotonic())
        return True

    timer = later(2, lambda: (tmp_path / "a.txt").write_text("x", encoding="utf-8"))
    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until((tmp_path / "a.txt").exists, update))
    timer.join()
    assert len(updates) == 2


def test_a_folder_that_vanished_is_watched_again_when_it_is_back(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    seen: list[bool] = []

    def update() -> bool:
        seen.append(root.exists() and (root / "after.txt").exists())
        return root.exists()

    def write_after_it_is_back() -> None:
        root.mkdir()
        later(1.5, lambda: (root / "after.txt").write_text("x", encoding="utf-8"))

    timers = [later(0.5, lambda: shutil.rmtree(root)), later(1.5, write_after_it_is_back)]
    with pytest.raises(StoppedError):
        watch_corpus([root], until(lambda: seen[-1], update))
    for timer in timers:
        timer.join()
    assert False in seen


@pytest.mark.parametrize(
    ("path", "relevant"),
    [
        ("/corpus/a.txt", True),
        ("/corpus/letters/a.txt", True),
        ("/corpus/.flori/index/catalog.sqlite", False),
        ("/corpus/.a.txt.swp", False),
        ("/corpus/a.txt~", False),
        ("/corpus/a.txt.flori.toml", True),
        ("/corpora/a.txt", False),
        ("/single/file.txt", True),
        ("/single/file.txt.flori.toml", True),
        ("/single/other.txt", False),
    ],
)
def test_only_changes_to_files_of_the_corpus_count(path: str, *, relevant: bool) -> None:
    matters = watching._Relevant([Path("/corpus"), Path("/single/file.txt")])
    assert matters(Change.modified, path) is relevant
