"""Runs that are cut off: the old state stays until the new one is whole, and the next run ends as it would have."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from search.catalog import CatalogWriter
from search.engines import open_engine
from search.engines.base import EngineWriter
from search.errors import OperatorError
from search.results import SearchRequest
from tests.reliability.indexes import Dossier, contents, dossier_in, faults

KILLS = 8
FILES = 30
# Forked, so that the time in which a run can be hit is its own and not that of starting Python.
FORK = multiprocessing.get_context("fork")


def write_version(dossier: Dossier, version: str) -> None:
    """One of two states of a corpus: files that stay, files that change, and files that come or go."""
    for number in range(FILES):
        words = f"The ferry {version if number % 3 == 0 else 'always'} sails, said number {number}. " * (number + 1)
        dossier.write(f"{number}.txt", f"Report {number}\n\n{words}")
    dossier.write(f"only in {version}.txt", f"The ferry is {version}.")
    other = dossier.corpus / f"only in {'blue' if version == 'red' else 'red'}.txt"
    other.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What fresh indexes of both versions hold."""
    found = {}
    for version in ("red", "blue"):
        fresh = dossier_in(tmp_path_factory.mktemp(version))
        write_version(fresh, version)
        fresh.index()
        found[version] = contents(fresh.settings)
    return found


def is_killed_after(run: Callable[[], object], delay_s: float) -> bool:
    """Run in another process and kill that; whether it was still running."""
    process = FORK.Process(target=run)
    process.start()
    process.join(delay_s)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def kill_oneself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("rebuild", [False, True], ids=["incremental", "rebuild"])
def test_killed_at_any_moment_the_index_is_the_old_or_the_new_one_and_the_next_run_mends_it(
    tmp_path: Path, states: dict[str, dict[str, object]], *, rebuild: bool
) -> None:
    chance = random.Random(20140503)
    dossier = dossier_in(tmp_path)
    write_version(dossier, "red")
    started_s = time.monotonic()
    dossier.index()
    run_s = time.monotonic() - started_s
    killed = 0

    for kill in range(KILLS):
        version = ("blue", "red")[kill % 2]
        write_version(dossier, version)
        killed += is_killed_after(lambda: dossier.index(rebuild=rebuild), chance.uniform(0, 1.2 * run_s))
        assert contents(dossier.settings) in states.values()
        assert faults(dossier.settings) == ()
        dossier.index()
        assert contents(dossier.settings) == states[version]
        assert faults(dossier.settings) == ()
    assert killed >= KILLS // 4


def die_before_the_catalogs_commit(patch: pytest.MonkeyPatch, dossier: Dossier) -> None:
    patch.setattr(CatalogWriter, "commit", lambda _writer: kill_oneself())


def die_between_the_two_commits(patch: pytest.MonkeyPatch, dossier: Dossier) -> None:
    patch.setattr(type(writer_of(dossier)), "commit", lambda _writer, _generation: kill_oneself())


def die_after_both_commits(patch: pytest.MonkeyPatch, dossier: Dossier) -> None:
    patch.setattr(CatalogWriter, "purge", lambda _writer, _before: kill_oneself())


def die_as_the_engine_puts_its_commit_in_place(patch: pytest.MonkeyPatch, dossier: Dossier) -> None:
    patch.setattr(os, "rename", lambda _from, _to: kill_oneself())
    patch.setattr(os, "replace", lambda _from, _to: kill_oneself())


def writer_of(dossier: Dossier) -> EngineWriter:
    return open_engine(dossier.settings).writer()


@pytest.mark.parametrize(
    ("die", "left"),
    [
        (die_before_the_catalogs_commit, "red"),
        (die_between_the_two_commits, "red"),
        (die_as_the_engine_puts_its_commit_in_place, "red"),
        (die_after_both_commits, "blue"),
    ],
)
@pytest.mark.parametrize("rebuild", [False, True], ids=["incremental", "rebuild"])
def test_killed_around_the_switch_the_engines_commit_decides_what_is_seen(
    tmp_path: Path,
    states: dict[str, dict[str, object]],
    die: Callable[[pytest.MonkeyPatch, Dossier], None],
    left: str,
    *,
    rebuild: bool,
) -> None:
    dossier = dossier_in(tmp_path)
    write_version(dossier, "red")
    dossier.index()
    write_version(dossier, "blue")

    def run() -> None:
        with pytest.MonkeyPatch.context() as patch:
            die(patch, dossier)
            dossier.index(rebuild=rebuild)

    process = FORK.Process(target=run)
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    assert contents(dossier.settings) == states[left]
    assert faults(dossier.settings) == ()
    dossier.index()
    assert contents(dossier.settings) == states["blue"]
    assert faults(dossier.settings) == ()


def test_a_full_disk_in_the_middle_of_a_run_is_an_error_that_says_so_and_leaves_the_old_state(
    tmp_path: Path, states: dict[str, dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = dossier_in(tmp_path)
    write_version(dossier, "red")
    dossier.index()
    write_version(dossier, "blue")

    def fail(_writer: CatalogWriter, _documents: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(CatalogWriter, "add_documents", fail)
        with pytest.raises(OperatorError, match=r"index cannot be .* No space left"):
            dossier.index()
    assert contents(dossier.settings) == states["red"]
    dossier.index()
    assert contents(dossier.settings) == states["blue"]


def test_searches_during_runs_answer_from_the_state_before_or_the_state_after(
    tmp_path: Path, states: dict[str, dict[str, object]]
) -> None:
    dossier = dossier_in(tmp_path)
    write_version(dossier, "red")
    dossier.index()
    totals = {(len(state["hits"]), len(state["sources"])) for state in states.values()}  # type: ignore[arg-type]

    def run() -> None:
        for version, rebuild in (("blue", False), ("red", True), ("blue", True), ("red", False)):
            write_version(dossier, version)
            dossier.index(rebuild=rebuild)

    process = FORK.Process(target=run)
    process.start()
    searcher = dossier.searcher()
    seen: set[str] = set()
    answers = 0
    while process.is_alive():
        result = searcher.search(SearchRequest(q="ferry", size=100))
        assert (result.passages, result.documents) in totals
        colours = {word for hit in result.hits for word in ("red", "blue") if word in hit.source_name}
        assert len(colours) == 1
        seen |= colours
        answers += 1
    searcher.close()
    assert process.exitcode == 0
    assert seen == {"red", "blue"}
    assert answers > 4
