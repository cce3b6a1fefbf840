"""Runs in processes of their own, which are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable

from indexer.cli import main
from tests.reliability.indexes import Dossier

# Forked, so that the time in which a run can be hit is its own and not that of starting Python.
FORK = multiprocessing.get_context("fork")


def flori_index(dossier: Dossier, *options: str) -> None:
    """The command `flori index`, in a process that has nothing else to do; its output is thrown away."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.chdir(dossier.corpus.parent)
    settings = dossier.settings
    os.environ.update(FLORI_INDEX=str(settings.index), FLORI_ENGINE=settings.engine, FLORI_CORPUS=str(dossier.corpus))
    main(["index", *options])


def is_killed_after(run: Callable[[], object], delay_s: float) -> bool:
    """Run in another process and kill that; whether it was still running."""
    process = FORK.Process(target=run)
    process.start()
    process.join(delay_s)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def kill_oneself() -> None:
    """End this process as the system would."""
    os.kill(os.getpid(), signal.SIGKILL)


def seconds_of(run: Callable[[], object]) -> float:
    """How long a run takes in a process of its own."""
    started_s = time.monotonic()
    process = FORK.Process(target=run)
    process.start()
    process.join()
    return time.monotonic() - started_s
