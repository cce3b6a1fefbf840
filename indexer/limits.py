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


DEFAULT_LIMITS = Limits()


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


class _AlarmClock:
    """The one alarm clock that a process has; it rings in the main thread only. `limit_s`: what it is set to."""

    def __init__(self) -> None:
        self.limit_s = 0.0
        self.at_hand = False

    def ring(self, _signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(
            f"reading it took longer than {self.limit_s:g} seconds; raise max_read_s, or take it out of the corpus"
        )


_CLOCK = _AlarmClock()


@contextmanager
def clock_at_hand() -> Iterator[None]:
    """Keep the alarm clock for all limits within, which cost a fraction then: for many small sources."""
    if _CLOCK.at_hand or not _is_main_thread():
        yield
        return
    with _alarm_after(0):
        handler = signal.signal(signal.SIGALRM, _CLOCK.ring)
        _CLOCK.at_hand = True
        try:
            yield
        finally:
            _CLOCK.at_hand = False
            signal.signal(signal.SIGALRM, handler)


@contextmanager
def time_limit(limit_s: float) -> Iterator[None]:
    """Raises TimeLimitError in what runs inside after so many seconds.

    By the process's alarm clock, which only the main thread has: in other threads nothing is limited.
    """
    if not _is_main_thread():
        yield
        return
    with clock_at_hand():
        outer_s, _CLOCK.limit_s = _CLOCK.limit_s, limit_s
        try:
            with _alarm_after(limit_s):
                yield
        finally:
            _CLOCK.limit_s = outer_s


@contextmanager
def _alarm_after(limit_s: float) -> Iterator[None]:
    """Set the clock for the block, or stop it with 0; an alarm that was set before goes on after it."""
    started_s = time.monotonic()
    left_s, _ = signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        rest_s = max(left_s - (time.monotonic() - started_s), 0.001) if left_s else 0
        signal.setitimer(signal.ITIMER_REAL, rest_s)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
