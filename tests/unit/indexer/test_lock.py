"""One writer at a time, and a lock that ends with its process."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.run.lock import HOLDER_NAME, current_holder, writer_lock
from search.errors import IndexLockedError, OperatorError

HOLD = """
import sys, pathlib, time
from indexer.run.lock import writer_lock
with writer_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def start_holder(index: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(index)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_the_second_writer_is_told_who_holds_the_lock_and_since_when(tmp_path: Path) -> None:
    holder = start_holder(tmp_path / "index")
    try:
        with pytest.raises(IndexLockedError) as raised, writer_lock(tmp_path / "index"):
            pytest.fail("two writers at once")
        noted = current_holder(tmp_path / "index")
    finally:
        end(holder)
    assert f"process {holder.pid} on " in str(raised.value)
    assert re.search(r"since \d{4}-\d\d-\d\dT\d\d:\d\d", str(raised.value))
    assert noted is not None
    assert noted.pid == holder.pid


def test_the_lock_of_a_killed_process_blocks_nobody(tmp_path: Path) -> None:
    holder = start_holder(tmp_path / "index")
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert (tmp_path / "index" / HOLDER_NAME).exists()  # its note is still there
    assert current_holder(tmp_path / "index") is None
    with writer_lock(tmp_path / "index"):
        noted = current_holder(tmp_path / "index")
    assert noted is not None
    assert noted.pid == os.getpid()


def test_nobody_holds_the_lock_before_and_after(tmp_path: Path) -> None:
    assert current_holder(tmp_path / "index") is None
    with writer_lock(tmp_path / "index"):
        pass
    assert current_holder(tmp_path / "index") is None


def test_an_error_under_the_lock_gives_it_back(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path / "index"):
        raise ZeroDivisionError
    with writer_lock(tmp_path / "index"):
        assert current_holder(tmp_path / "index") is not None


def test_a_note_that_was_never_finished_is_not_read_as_a_holder(tmp_path: Path) -> None:
    (tmp_path / HOLDER_NAME).write_text('{"pid": 1, "ho', encoding="utf-8")
    assert current_holder(tmp_path) is None


def test_the_index_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with writer_lock(tmp_path / "new/index"):
        assert (tmp_path / "new/index").stat().st_mode & 0o777 == 0o700


def test_a_place_where_no_folder_can_be_made_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OperatorError, match=r"file/index cannot be written to"), writer_lock(tmp_path / "file/index"):
        pytest.fail("there is no such folder")


def test_a_full_disk_is_told_to_be_made_room_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(OperatorError, match="Make room on its disk"), writer_lock(tmp_path):
        pytest.fail("a full disk cannot be written to")
