"""What one file may take of memory and time, so that none can keep the others from being indexed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from search.settings import Settings

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes`: of a file that is read as a whole. `members`, `unpacked_bytes`: of what is unpacked from one
    file. `time_s`: for one source, from its bytes to its passages.
    """

    file_bytes: int = 64 * _MB
    members: int = 10_000
    unpacked_bytes: int = 1024 * _MB
    time_s: float = 120.0


class TimeLimitError(Exception):
    """A source took longer than it may; the message says so, and what to do."""


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings name."""
    return Limits(
        file_bytes=settings.max_file_mb * _MB,
        members=settings.max_members,
        unpacked_bytes=settings.max_unpacked_mb * _MB,
        time_s=settings.max_read_s,
    )


@contextmanager
def time_limit(limit_s: float) -> Iterator[None]:
    """Raises TimeLimitError in what runs inside after so many seconds.

    By the process's alarm clock, which only the main thread has: in other threads nothing is limited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(
            f"reading it took longer than {limit_s:g} seconds; raise max_read_s, or take it out of the corpus"
        )

    started_s = time.monotonic()
    handler = signal.signal(signal.SIGALRM, give_up)
    left_s, _ = signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left_s:  # somebody's alarm was set before: it goes on
            signal.setitimer(signal.ITIMER_REAL, max(left_s - (time.monotonic() - started_s), 0.001))
