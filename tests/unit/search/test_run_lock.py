"""Of several machines that share a catalog on a server, one writes at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from search.catalog import run_lock
from search.errors import IndexLockedError

HOLDING = """
import sys, time
from search.catalog import run_lock
with run_lock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_run_is_told_who_is_writing(postgres_database: str) -> None:
    with (
        run_lock(postgres_database),
        pytest.raises(IndexLockedError, match=rf"flori index, process {os.getpid()} on .*since 20\d\d-"),
        run_lock(postgres_database),
    ):
        pass


def test_a_run_that_is_over_leaves_no_lock(postgres_database: str) -> None:
    for _ in range(2):
        with run_lock(postgres_database):
            pass


def test_a_run_that_is_killed_leaves_no_lock(postgres_database: str) -> None:
    run = subprocess.Popen([sys.executable, "-c", HOLDING, postgres_database], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "held\n"
    with pytest.raises(IndexLockedError), run_lock(postgres_database):
        pass
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    deadline_s = time.monotonic() + 60
    while time.monotonic() < deadline_s:
        try:
            with run_lock(postgres_database):
                return
        except IndexLockedError:
            time.sleep(0.05)
    pytest.fail("the lock outlived its process by a minute")


def test_a_catalog_in_a_file_is_guarded_by_its_folder_alone(sqlite_url: str) -> None:
    with run_lock(sqlite_url), run_lock(sqlite_url):
        pass
