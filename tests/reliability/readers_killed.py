"""Runs that read in several processes, of which one is killed: the run itself alone, or one that reads for it alone.

When the run is killed, those that read for it end too, and none holds the lock; when one that reads is killed, the run
ends with a message, or without it where it was not needed any more.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability.editions import EDITIONS, fresh_indexes, states_of, write_edition
from tests.reliability.indexes import Contents, Dossier, contents, dossier_in, faults

_PROGRAM = """
from indexer.cli import main
from indexer.run import reading_processes

reading_processes._SMALL_CORPUS_BYTES = 0
main()
"""
"""`flori` that reads a small corpus in processes as well."""
_PATIENCE_S = 120
_POLL_S = 0.002
_CLEAR_MESSAGE = "A reading process ended without a word"
_VICTIMS = ("run", "reader")


@dataclass
class ReaderFigures:
    """What came of the kills. `hit`: by what was killed, where it was still there. `wrong`: in words."""

    engine: str
    kills: int = 0
    hit: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    told: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.engine}: {self.kills} kills of runs with reading processes, {self.hit['run']} of them of the run "
            f"alone and {self.hit['reader']} of one reading process alone ({self.told} times the run gave up and said "
            f"so); left {self.left['old']} times the old state and {self.left['new']} times the new; "
            f"{len(self.wrong)} wrong"
        )


class _Run:
    """`flori index --rebuild --workers 2`, in a session of its own, by which its processes are known."""

    def __init__(self, dossier: Dossier) -> None:
        settings = dossier.settings
        environment = os.environ | {
            "FLORI_INDEX": str(settings.index),
            "FLORI_ENGINE": settings.engine,
            "FLORI_CORPUS": str(dossier.corpus),
        }
        self._messages = settings.index.with_name("messages.txt")
        with self._messages.open("wb") as messages:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, "index", "--rebuild", "--workers", "2"],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=messages,
                start_new_session=True,
            )

    def readers(self) -> list[int]:
        """All living processes of the run but itself: those that read, and the one that starts them."""
        found = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
        others = (one for one in found if one != self.process.pid and _session(one) == self.process.pid)
        return sorted(one for one in others if not _is_tracker(one))

    def until_it_reads(self) -> None:
        """Wait until processes are there that read, or it has ended."""
        _until(lambda: len(self.readers()) > 1 or self.process.poll() is not None)

    def end(self) -> tuple[int, str]:
        """Its exit code and its messages, when it has ended by itself or was killed."""
        code = self.process.wait(timeout=_PATIENCE_S)
        return code, self._messages.read_text(encoding="utf-8")

    def are_readers_gone(self) -> bool:
        """Whether those that read for it end, too."""
        return _until(lambda: not self.readers())


def kill_readers(folder: Path, engine: str, kills: int, seed: int) -> ReaderFigures:
    """Kill one process of as many runs over an index in that folder, and compare what each leaves with fresh builds."""
    chance = random.Random(f"{seed} {engine} readers")
    states = states_of(fresh_indexes(folder / "fresh", engine))
    dossier = dossier_in(folder / "killed", engine)
    write_edition(dossier, EDITIONS[0])
    dossier.index()
    reading_s = _reading_s(dossier) if kills > len(_VICTIMS) else 0.0  # the first of each come at once
    figures = ReaderFigures(engine)
    for kill in range(kills):
        edition, before = EDITIONS[(kill + 1) % 2], EDITIONS[kill % 2]
        write_edition(dossier, edition)
        where = f"{engine}, kill {kill + 1} among reading processes"
        # From the moment that there are processes that read, on towards the end.
        delay_s = reading_s * (kill // len(_VICTIMS)) * len(_VICTIMS) / kills
        _kill_one(_Run(dossier), _VICTIMS[kill % len(_VICTIMS)], delay_s, chance, figures, where)
        _check_left(dossier, states, before, edition, figures, where)
        dossier.index()
        if contents(dossier.settings) != states[edition] or faults(dossier.settings):
            figures.wrong.append(f"{where}: the next run differs")
    return figures


def _reading_s(dossier: Dossier) -> float:
    """How long a run takes from when there are processes that read."""
    run = _Run(dossier)
    run.until_it_reads()
    started_s = time.monotonic()
    run.end()
    return time.monotonic() - started_s


def _kill_one(
    run: _Run, victim: str, delay_s: float, chance: random.Random, figures: ReaderFigures, where: str
) -> None:
    run.until_it_reads()
    time.sleep(delay_s)
    living = [run.process.pid] if victim == "run" else run.readers()
    figures.kills += 1
    if living and run.process.poll() is None:
        figures.hit[victim] += 1
        with suppress(ProcessLookupError):  # it ended this moment
            os.kill(chance.choice(living), signal.SIGKILL)
    code, messages = run.end()
    figures.told += _CLEAR_MESSAGE in messages
    if "Traceback" in messages or (victim == "reader" and code and _CLEAR_MESSAGE not in messages):
        figures.wrong.append(f"{where}: it ended with {code} and {messages!r}")
    if not run.are_readers_gone():
        figures.wrong.append(f"{where}: {run.readers()} go on without their run")


def _check_left(
    dossier: Dossier, states: dict[str, Contents], before: str, after: str, figures: ReaderFigures, where: str
) -> None:
    found = contents(dossier.settings)
    if found not in (states[before], states[after]) or faults(dossier.settings):
        figures.wrong.append(f"{where}: neither state is left")
    figures.left["old" if found == states[before] else "new"] += 1


def _session(process: int) -> int | None:
    """The session of a living process; None of one that is gone, or has ended and is only not yet waited for."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return None if state[0] == "Z" else int(state[3])


def _is_tracker(process: int) -> bool:
    """Whether it is multiprocessing's own, without which all goes on, after complaints that are not ours."""
    try:
        return b"resource_tracker" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _until(reached: Callable[[], bool]) -> bool:
    """Wait until a call gives true, for as long as is worth it; whether it does."""
    end_s = time.monotonic() + _PATIENCE_S
    while not reached():
        if time.monotonic() > end_s:
            return False
        time.sleep(_POLL_S)
    return True
