"""What an index lies on: a disk that is full, a folder that may not be written to or that others may write to."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.catalog import CatalogWriter
from search.errors import OperatorError
from search.settings import Settings
from tests.reliability.editions import write_edition
from tests.reliability.indexes import EMBEDDED, Dossier, contents, dossier_in, faults
from tests.reliability.killing import FORK

NOBODY = 65_534
SMALL_DISK_MB = 1
FILLING = "Report\n\n" + " ".join(f"ferry{number:06d}" for number in range(40_000))
"""Words that are all different: more than a small disk takes."""
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of SMALL_DISK_MB."""
    if not IS_ROOT:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_MB}m", "tmpfs", str(folder)]
    mounted = subprocess.run(mounting, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def told_in_a_process_of_its_own(run: Callable[[], object]) -> str:
    """What an OperatorError says that a run in another process ends with; empty where it ends well."""
    receiver, sender = FORK.Pipe(duplex=False)

    def tell() -> None:
        try:
            run()
        except OperatorError as error:
            sender.send(str(error))
        else:
            sender.send("")

    process = FORK.Process(target=tell)
    process.start()
    sender.close()
    told: str = receiver.recv()
    process.join()
    return told


@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_disk_that_runs_full_is_told_and_leaves_the_old_state_until_there_is_room(
    tmp_path: Path, small_disk: Path, engine: str
) -> None:
    corpus = tmp_path / "corpus"
    dossier = Dossier(corpus, Settings(corpus=(corpus,), index=small_disk / "index", engine=engine))
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    before = contents(dossier.settings)
    filling = [dossier.write(f"filling {number}.txt", FILLING) for number in range(3)]

    told = told_in_a_process_of_its_own(dossier.index)

    assert "No space left" in told or "full" in told
    assert str(small_disk) in told
    assert contents(dossier.settings) == before
    assert faults(dossier.settings) == ()
    for path in filling:
        path.unlink()
    dossier.write("2.txt", "The ferry sails again.")
    assert dossier.index().added == 1
    assert faults(dossier.settings) == ()


def test_a_full_disk_in_the_middle_of_a_run_is_an_error_that_says_so_and_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = dossier_in(tmp_path)
    write_edition(dossier, "red")
    dossier.index()
    before = contents(dossier.settings)
    write_edition(dossier, "blue")

    def fail(_writer: CatalogWriter, _documents: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(CatalogWriter, "add_documents", fail)
        with pytest.raises(OperatorError, match=r"index cannot be .* No space left"):
            dossier.index()
    assert contents(dossier.settings) == before
    dossier.index()
    assert contents(dossier.settings) != before


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    dossier = Dossier(tmp_path, Settings(corpus=(tmp_path,), index=tmp_path / "index"))

    def run_as_nobody() -> None:
        if IS_ROOT:
            os.setuid(NOBODY)
        dossier.index()

    told = told_in_a_process_of_its_own(run_as_nobody)
    assert f"The index folder {tmp_path / 'index'} cannot be written to: Permission denied" in told


def test_the_folder_of_an_index_is_its_owners_alone(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    assert dossier.settings.index.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_folder_that_others_may_write_to_is_not_read(tmp_path: Path, engine: str) -> None:
    dossier = dossier_in(tmp_path, engine)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    dossier.settings.index.chmod(0o770)
    with pytest.raises(OperatorError, match="chmod go-w"):
        dossier.searcher()


@pytest.mark.skipif(not IS_ROOT, reason="only root can give a folder to another user")
def test_a_folder_of_another_user_is_not_read(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    os.chown(dossier.settings.index, NOBODY, NOBODY)
    with pytest.raises(OperatorError, match=f"belongs to user {NOBODY}"):
        dossier.searcher()
