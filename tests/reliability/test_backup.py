"""A backup is a whole index of one state, whatever goes on meanwhile; put back, it goes on as before."""

from __future__ import annotations

import dataclasses
import shutil
from functools import partial
from pathlib import Path

import pytest

from indexer.upkeep.backup import back_up
from search.errors import IndexDamagedError, OperatorError
from tests.reliability.editions import EDITIONS, fresh_indexes, states_of, write_edition
from tests.reliability.indexes import EMBEDDED, Dossier, contents, dossier_in, faults
from tests.reliability.killing import FORK

RUNS = 4
BACKUPS = 2


def of(dossier: Dossier, index: Path) -> Dossier:
    """The same dossier with another index."""
    return Dossier(dossier.corpus, dataclasses.replace(dossier.settings, index=index))


def index_again_and_again(dossier: Dossier) -> None:
    for run in range(RUNS):
        write_edition(dossier, EDITIONS[run % 2])
        dossier.index(rebuild=run % 3 == 0)


@pytest.mark.parametrize("engine", EMBEDDED)
def test_backups_taken_while_runs_go_on_are_each_a_whole_index_of_one_state(tmp_path: Path, engine: str) -> None:
    states = states_of(fresh_indexes(tmp_path / "fresh", engine))
    dossier = dossier_in(tmp_path / "indexed", engine)
    write_edition(dossier, EDITIONS[0])
    dossier.index()
    runs = FORK.Process(target=partial(index_again_and_again, dossier))
    runs.start()
    for number in range(BACKUPS):
        copy = of(dossier, tmp_path / f"backup {number}")
        back_up(dossier.settings, copy.settings.index)
        assert contents(copy.settings) in states.values()
        assert faults(copy.settings) == ()
    runs.join()
    assert runs.exitcode == 0


def test_an_index_put_back_from_a_backup_answers_as_it_did_and_can_be_brought_up_to_date(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    write_edition(dossier, "red")
    dossier.index()
    before = contents(dossier.settings)
    backup = tmp_path / "backups/monday"
    told = dossier.flori("backup", str(backup))
    assert told.exit_code == 0
    assert f"{backup}: generation 1 with" in told.stdout
    assert backup.stat().st_mode & 0o777 == 0o700

    shutil.rmtree(dossier.settings.index)
    shutil.copytree(backup, dossier.settings.index)
    assert contents(dossier.settings) == before
    assert dossier.index().files_read == 0  # it knows what it holds
    write_edition(dossier, "blue")
    assert dossier.index().removed == 1
    assert faults(dossier.settings) == ()


def test_a_damaged_index_gives_no_backup(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    (damaged,) = dossier.settings.index.glob("engine/build-*/*.inv")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    with pytest.raises(IndexDamagedError, match=damaged.name):
        back_up(dossier.settings, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_a_backup_never_takes_the_place_of_another(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    with pytest.raises(OperatorError, match="exists already"):
        back_up(dossier.settings, dossier.corpus)
    assert list(dossier.corpus.iterdir())
