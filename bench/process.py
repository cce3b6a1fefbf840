"""A peer's worker process, seen from outside: what it answers, and how much memory it and its servers take."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import psutil

from bench.contenders import Contender
from bench.places import ROOT

SAMPLE_S = 0.5


class WorkerError(Exception):
    """A worker ended or failed; its own message is on stderr."""


class UnavailableError(Exception):
    """A peer cannot run on this machine; the text is the reason."""


class Worker:
    """One running peer. `hello`: its name, version and what is measured."""

    def __init__(self, contender: Contender, folder: Path) -> None:
        """Start it, with `folder` for its files. Raises UnavailableError."""
        self._process = subprocess.Popen(
            [contender.python, "-m", "bench.worker", contender.target, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        self.hello = self._receive()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request. Raises UnavailableError, or WorkerError where the worker ended."""
        if self._process.stdin is None:
            raise WorkerError("the worker has no stdin")
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._receive()

    def processes(self) -> list[int]:
        """The worker and all below it, as they are now."""
        return [process.pid for process in _tree(psutil.Process(self.pid))]

    def cpu_s(self) -> float:
        """Processor time that the worker and all below it have used, ended ones included."""
        return sum(_cpu_s(process) for process in _tree(psutil.Process(self.pid)))

    def close(self) -> None:
        """End the worker, which ends its servers."""
        self._process.communicate(timeout=60)

    def _receive(self) -> dict[str, Any]:
        if self._process.stdout is None:
            raise WorkerError("the worker has no stdout")
        line = self._process.stdout.readline()
        if not line:
            raise WorkerError(f"the worker ended with {self._process.wait(timeout=60)}")
        answer: dict[str, Any] = json.loads(line)
        if "unavailable" in answer:
            raise UnavailableError(answer["unavailable"])
        return answer


class MemoryWatch:
    """Samples the memory of a process and all below it while the `with` block runs.

    `peak_bytes`: the largest sum of proportional set sizes seen. Mapped index files that were read count, memory
    shared by several processes counts once.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        self._thread.join()
        self._sample()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_S):
            self._sample()

    def _sample(self) -> None:
        try:
            total = sum(_proportional_bytes(process) for process in _tree(self._root))
        except psutil.NoSuchProcess:
            return
        self.peak_bytes = max(self.peak_bytes, total)


class Neighbours:
    """How many cores processes other than ours kept busy while the `with` block ran: `cores`, near 0 if undisturbed."""

    def __enter__(self) -> Self:
        self._start = _machine_and_own_cpu_s()
        self._clock = time.monotonic()
        return self

    def __exit__(self, *exc: object) -> None:
        machine, own = _machine_and_own_cpu_s()
        wall = time.monotonic() - self._clock
        self.cores = max(0.0, (machine - self._start[0] - own + self._start[1]) / wall)


def cpu_ms(pids: Iterable[int]) -> float:
    """Processor time that these processes have used, exact to the nanosecond, their ended children left out."""
    # The clock of a process as clock_getcpuclockid(3) makes it, which Python does not offer.
    return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in pids) / 1e6


def _machine_and_own_cpu_s() -> tuple[float, float]:
    times = psutil.cpu_times()
    own = sum(_cpu_s(process) for process in _tree(psutil.Process()))
    return sum(times) - times.idle - times.iowait, own


def _cpu_s(process: psutil.Process) -> float:
    try:
        used: float = sum(process.cpu_times()[:4])
    except psutil.NoSuchProcess:
        return 0.0
    return used


def _tree(root: psutil.Process) -> list[psutil.Process]:
    return [root, *root.children(recursive=True)]


def _proportional_bytes(process: psutil.Process) -> int:
    try:
        size: int = process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0
    return size
