"""Runs that are cut off: the old state stays until the new one is whole, and the next run ends as it would have."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from search.catalog import CatalogWriter
from search.engines import open_engine
from search.engines.base import EngineWriter
from tests.places import quick_folder
from tests.reliability.beside import answer_of, searching
from tests.reliability.chaos import SEED, kill_runs
from tests.reliability.editions import EDITIONS, fresh_indexes, states_of, write_edition
from tests.reliability.indexes import EMBEDDED, Contents, Dossier, contents, dossier_in, faults
from tests.reliability.killing import FORK, kill_oneself
from tests.reliability.readers_killed import kill_readers

KILLS = 4


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dossier]:
    """A fresh index of each edition."""
    return fresh_indexes(tmp_path_factory.mktemp("fresh"), "whoosh")


@pytest.fixture(scope="module")
def states(fresh: dict[str, Dossier]) -> dict[str, Contents]:
    """What they hold."""
    return states_of(fresh)


@pytest.mark.uncounted
@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", EMBEDDED)
def test_killed_at_any_moment_the_index_is_the_old_or_the_new_one_and_the_next_run_mends_it(engine: str) -> None:
    with quick_folder() as folder:
        figures = kill_runs(folder, engine, KILLS, SEED)
    assert figures.wrong == []
    assert figures.hit.total() > 0
    assert figures.searches > 0


@pytest.mark.uncounted
@pytest.mark.timeout(900)
def test_of_a_run_with_reading_processes_any_may_be_killed_and_none_goes_on_alone() -> None:
    with quick_folder() as folder:
        figures = kill_readers(folder, "whoosh", kills=2, seed=SEED)
    assert figures.wrong == []
    assert figures.hit["run"] > 0


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
    states: dict[str, Contents],
    die: Callable[[pytest.MonkeyPatch, Dossier], None],
    left: str,
    *,
    rebuild: bool,
) -> None:
    dossier = dossier_in(tmp_path)
    write_edition(dossier, "red")
    dossier.index()
    write_edition(dossier, "blue")

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


def test_searches_during_runs_answer_from_the_state_before_or_the_state_after(
    tmp_path: Path, fresh: dict[str, Dossier]
) -> None:
    dossier = dossier_in(tmp_path)
    write_edition(dossier, EDITIONS[0])
    dossier.index()
    with searching(dossier, [answer_of(one) for one in fresh.values()]) as beside:
        for edition, rebuild in (("blue", False), ("red", True), ("blue", True)):
            write_edition(dossier, edition)
            dossier.index(rebuild=rebuild)
    assert beside.wrong == []
    assert len(beside.seen) == len(EDITIONS)
