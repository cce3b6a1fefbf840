"""Waiting for changes: what counts as one, and what happens while a folder is away."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchfiles import Change

from indexer.corpus import watching
from indexer.corpus.watching import watch_corpus

SOON_S = 60
"""What a busy machine may take for what comes at once elsewhere."""


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
    assert len(updates) < 10  # one at the start, and a busy machine may cut a burst in some


def test_a_renamed_file_is_seen_soon_by_its_new_name(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x", encoding="utf-8")
    renamed: list[float] = []

    def rename() -> None:
        (tmp_path / "old.txt").rename(tmp_path / "new.txt")
        renamed.append(time.monotonic())

    timer = later(0.5, rename)
    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until((tmp_path / "new.txt").exists, lambda: True))
    timer.join()
    assert time.monotonic() - renamed[0] < SOON_S


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
    timers: list[threading.Timer] = []
    updates: list[float] = []

    def update() -> bool:
        if not updates:
            timers.append(later(2, lambda: (tmp_path / "a.txt").write_text("x", encoding="utf-8")))
        updates.append(time.monotonic())
        return True

    with pytest.raises(StoppedError):
        watch_corpus([tmp_path], until((tmp_path / "a.txt").exists, update))
    timers[0].join()
    assert len(updates) == 2


def test_a_folder_that_vanished_is_watched_again_when_it_is_back(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    away, back = threading.Event(), threading.Event()

    def update() -> bool:
        if not root.exists():
            away.set()
        elif away.is_set():
            back.set()
        return root.exists()

    def go_and_come_back() -> None:
        shutil.rmtree(root)
        away.wait(SOON_S)
        root.mkdir()
        back.wait(SOON_S)
        (root / "after.txt").write_text("x", encoding="utf-8")

    timer = later(0.5, go_and_come_back)
    with pytest.raises(StoppedError):
        watch_corpus([root], until((root / "after.txt").exists, update))
    timer.join()
    assert back.is_set()


def test_a_folder_that_is_back_before_the_update_looks_is_watched_again(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    back = threading.Event()

    def update() -> bool:
        if not root.exists():
            root.mkdir()
            back.set()
        return True

    def go() -> None:
        shutil.rmtree(root)
        back.wait(SOON_S)
        (root / "after.txt").write_text("x", encoding="utf-8")

    timer = later(0.5, go)
    with pytest.raises(StoppedError):
        watch_corpus([root], until((root / "after.txt").exists, update))
    timer.join()


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
