"""Counts that the processes of one server share, in a file; what keeps rates where there are several."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from limits.storage import Storage
from limits.storage.base import SlidingWindowCounterSupport, TimestampedSlidingWindow

_PATIENCE_S = 5.0
_CLEARED_EVERY_S = 60.0
_TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER, expires REAL) WITHOUT ROWID"
_ADD = """INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET
count = iif(expires <= ?, 0, count) + excluded.count, expires = iif(expires <= ?, excluded.expires, expires)"""


class SharedCounts(Storage, SlidingWindowCounterSupport, TimestampedSlidingWindow):
    """A storage of the `limits` package in an SQLite file, which nobody needs after the server's end.

    Open it after a server has forked. Safe to use from several threads. Raises sqlite3.Error, as on a full disk.
    """

    STORAGE_SCHEME = None

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._database = sqlite3.connect(
            file, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False, cached_statements=8
        )
        self._using = threading.Lock()
        self._clear_at = 0.0
        # Nothing of it outlives the server, so nothing has to reach the disk.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = MEMORY")
        self._database.execute(_TABLE)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong with the file."""
        return sqlite3.Error

    def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` more where that keeps the weighted count of this window and the last within `limit`."""
        with self._transaction() as now:
            previous_key, current_key = self.sliding_window_keys(key, expiry, now)
            previous, current = self._count(previous_key, now), self._count(current_key, now)
            if int(previous * _share_left(expiry, now) + current) + amount > limit:
                return False
            self._add(current_key, amount, 2 * expiry, now)
            return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Count and seconds left of the window before this one, and of this one."""
        with self._transaction() as now:
            previous_key, current_key = self.sliding_window_keys(key, expiry, now)
            previous, current = self._count(previous_key, now), self._count(current_key, now)
            left_s = _share_left(expiry, now) * expiry
            return previous, left_s if previous else 0.0, current, left_s + expiry

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        """Forget this window and the last."""
        for one in self.sliding_window_keys(key, expiry, time.time()):
            self.clear(one)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more under a key, which goes `expiry` seconds after its first count; what it comes to."""
        with self._transaction() as now:
            self._add(key, amount, expiry, now)
            return self._count(key, now)

    def get(self, key: str) -> int:
        """The count under a key."""
        with self._transaction() as now:
            return self._count(key, now)

    def get_expiry(self, key: str) -> float:
        """When the count under a key ends, in seconds since the epoch; now where there is none."""
        with self._transaction() as now:
            found = self._database.execute("SELECT expires FROM counts WHERE key = ?", (key,)).fetchone()
            return max(float(found[0]), now) if found else now

    def check(self) -> bool:
        """Whether the file can be used. Raises sqlite3.Error where it cannot."""
        with self._transaction():
            return True

    def reset(self) -> int:
        """Forget everything; how many counts there were."""
        with self._transaction():
            return self._database.execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        """Forget the count under a key."""
        with self._transaction():
            self._database.execute("DELETE FROM counts WHERE key = ?", (key,))

    @contextmanager
    def _transaction(self) -> Iterator[float]:
        """The time, while no other thread or process counts. What has ended is removed once a minute."""
        with self._using, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            now = time.time()
            if now >= self._clear_at:
                self._database.execute("DELETE FROM counts WHERE expires <= ?", (now,))
                self._clear_at = now + _CLEARED_EVERY_S
            yield now

    def _count(self, key: str, now: float) -> int:
        found = self._database.execute("SELECT count FROM counts WHERE key = ? AND expires > ?", (key, now)).fetchone()
        return int(found[0]) if found else 0

    def _add(self, key: str, amount: int, expiry: int, now: float) -> None:
        self._database.execute(_ADD, (key, amount, now + expiry, now, now))


def _share_left(expiry: int, now: float) -> float:
    """The part of the window before this one that still counts: windows follow each other, this one is in part gone."""
    return 1 - (now / expiry) % 1
