"""One writer at a time: a lock that dies with its process, and a note of who holds it."""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from search.errors import IndexLockedError, OperatorError

LOCK_NAME = "writer.lock"
HOLDER_NAME = "writer.json"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_PATIENCE_S = 0.5  # `current_holder` takes the lock for a moment to see whether it is free


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that writes to an index. `since`: local time, ISO 8601 with its offset."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


@contextmanager
def writer_lock(index: Path) -> Iterator[None]:
    """Hold the index folder for writing; makes the folder, private, where there is none.

    Raises IndexLockedError naming the holder where another process has it. The operating system keeps the lock
    (flock), so that it ends with its process, however that ends.
    """
    lock = FileLock(index / LOCK_NAME)
    try:
        index.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE_S)
        _note_holder(index)
    except Timeout:
        raise IndexLockedError(_message(index, _noted_holder(index))) from None
    except OSError as error:
        mending = "Make room on its disk" if error.errno in _FULL else "Check its permissions"
        raise OperatorError(
            f"The index folder {index} cannot be written to: {error.strerror}. "
            f"{mending}, or name another folder in FLORI_INDEX."
        ) from error
    try:
        yield
    finally:
        (index / HOLDER_NAME).unlink(missing_ok=True)
        lock.release()


def current_holder(index: Path) -> Holder | None:
    """Who is writing to the index at this moment; None where nobody is. A note left by a killed process is nobody's."""
    holder = _noted_holder(index)
    if holder is None:
        return None
    lock = FileLock(index / LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return holder
    except OSError as error:
        raise OperatorError(f"The lock {index / LOCK_NAME} cannot be opened: {error.strerror}.") from error
    lock.release()
    return None


def _note_holder(index: Path) -> None:
    """Write down who holds the lock, at once, so that nobody reads half a note."""
    holder = Holder(os.getpid(), socket.gethostname(), datetime.now().astimezone().isoformat(timespec="seconds"))
    draft = index / f"{HOLDER_NAME}.new"
    draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    draft.replace(index / HOLDER_NAME)


def _noted_holder(index: Path) -> Holder | None:
    try:
        return Holder(**json.loads((index / HOLDER_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # no note, or one that the machine's fall left unfinished
        return None


def _message(index: Path, holder: Holder | None) -> str:
    who = f"{holder}" if holder else "another process"
    return f"The index {index} is being written to by {who}. Wait until it has finished, or stop that process."
