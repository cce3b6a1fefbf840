"""Processor time and memory are those of the process measured, and of nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

pytest.importorskip("psutil", reason="the bench group is not installed (pip install --group bench)")

from bench.process import MemoryWatch, ProcessorWatch, cpu_ms


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


def test_processor_time_of_a_process_that_ended_and_was_not_waited_for_counts() -> None:
    working = "import time\nwhile time.process_time() < 1: pass\nprint('done', flush=True)"
    heedless = (
        "import signal, subprocess, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "
        "subprocess.Popen([sys.executable, '-c', sys.argv[1]]); sys.stdin.read()"
    )
    command = [sys.executable, "-c", heedless, working]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as above:
        assert above.stdout is not None
        with ProcessorWatch(above.pid) as watched:
            above.stdout.readline()
        above.communicate()
    assert watched.cpu_s > 0.6


def test_processor_time_from_before_the_watch_does_not_count() -> None:
    with ProcessorWatch(os.getpid()) as watched:
        pass
    assert watched.cpu_s < time.process_time() / 2
