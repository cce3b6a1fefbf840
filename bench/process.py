"""A peer's worker process, seen from outside: what it answers, and how much memory it and its servers take."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psutil

from bench.contenders import Contender
from bench.places import ROOT

MEMORY_SAMPLE_S = 0.5
PROCESSOR_SAMPLE_S = 0.2


class WorkerError(Exception):
    """A worker ended or failed; its own message is on stderr."""


class UnavailableError(Exception):
    """A peer cannot run on this machine; the text is the reason."""


def _as_installed() -> dict[str, str]:
    """The environment, but that modules keep their bytecode as installed ones do: who measures may have said otherwise,
    and then a program of many modules compiles them all whenever a process of it starts.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


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
            env=_as_installed(),
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
        self._sampling = _Sampling(self._sample, MEMORY_SAMPLE_S)
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        self._sampling.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._sampling.stop()

    def _sample(self) -> None:
        self.peak_bytes = max(self.peak_bytes, sum(map(_proportional_bytes, _tree(self._root))))


class ProcessorWatch:
    """Samples the processor time of a process and all below it while the `with` block runs.

    `cpu_s`: what they used in the block. Each process is followed by itself until it ends: not every one is waited
    for by the process above it, and what the system adds up is the time of those that are. Of one that ended, what it
    used after the last sample is missing.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._sampling = _Sampling(self._sample, PROCESSOR_SAMPLE_S)
        self._used_s: dict[psutil.Process, float] = {}
        self._before_s = 0.0

    def __enter__(self) -> Self:
        self._sample()
        self._before_s = sum(self._used_s.values())
        self._sampling.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._sampling.stop()

    @property
    def cpu_s(self) -> float:
        """User and system time in seconds, to the hundredth, up to the last sample."""
        return sum(self._used_s.values()) - self._before_s

    def _sample(self) -> None:
        for process in {*_tree(self._root), *self._used_s}:  # those that lost their parent are no longer below it
            with suppress(psutil.NoSuchProcess):
                self._used_s[process] = sum(process.cpu_times()[:2])


class Neighbours:
    """How many cores processes other than ours kept busy while the `with` block ran: `cores`, near 0 if undisturbed."""

    def __init__(self) -> None:
        self._own = ProcessorWatch(os.getpid())
        self.cores = 0.0

    def __enter__(self) -> Self:
        self._machine_s = _machine_cpu_s()
        self._clock = time.monotonic()
        self._own.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._own.__exit__(*exc)
        wall = time.monotonic() - self._clock
        self.cores = max(0.0, (_machine_cpu_s() - self._machine_s - self._own.cpu_s) / wall)


def cpu_ms(pids: Iterable[int]) -> float:
    """Processor time that these processes have used, exact to the nanosecond, their ended children left out."""
    # The clock of a process as clock_getcpuclockid(3) makes it, which Python does not offer.
    return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in pids) / 1e6


class _Sampling:
    """A thread that calls a function again and again."""

    def __init__(self, sample: Callable[[], None], pause_s: float) -> None:
        self._sample = sample
        self._pause_s = pause_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and call it one last time."""
        self._stop.set()
        self._thread.join()
        self._sample()

    def _run(self) -> None:
        while not self._stop.wait(self._pause_s):
            self._sample()


def _machine_cpu_s() -> float:
    times = psutil.cpu_times()
    busy: float = sum(times) - times.idle - times.iowait
    return busy


def _tree(root: psutil.Process) -> list[psutil.Process]:
    """The process and all below it; none where it has ended."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _proportional_bytes(process: psutil.Process) -> int:
    try:
        size: int = process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0
    return size
