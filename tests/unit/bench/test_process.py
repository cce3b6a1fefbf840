"""Processor time and memory are those of the process measured, and of nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

pytest.importorskip("psutil", reason="the bench group is not installed (pip install --group bench)")

from bench.process import MemoryWatch, cpu_ms


def test_processor_time_counts_work_and_not_waiting() -> None:
    before = cpu_ms([os.getpid()])
    time.sleep(0.2)
    waited = cpu_ms([os.getpid()])
    sum(range(3_000_000))
    worked = cpu_ms([os.getpid()])
    assert waited - before < 100
    assert worked - waited > waited - before


def test_the_memory_of_a_process_below_the_watched_one_counts() -> None:
    holding = "import sys; held = bytearray(90_000_000); print('held', flush=True); sys.stdin.read()"
    shell = ["sh", "-c", '"$0" -c "$1"; true', sys.executable, holding]
    with subprocess.Popen(shell, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with MemoryWatch(child.pid) as watched:
            pass
        child.communicate()
    assert watched.peak_bytes > 80_000_000  # a shell alone takes a few
