"""Two folders that change places in one step, so that at every moment there is one of them at either place."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

from search.errors import OperatorError

# https://man7.org/linux/man-pages/man2/renameat2.2.html
_AT_WORKING_FOLDER = -100
_EXCHANGE = 2
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.EXDEV)


def exchange(prepared: Path, standing: Path) -> None:
    """Put the prepared folder where the other stands, and that one where it was prepared.

    Raises OperatorError where the system or the file system cannot, OSError where it may not.
    """
    # No call of Python's does this: two renames would leave a moment with nothing in the place.
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise _cannot(prepared, standing)
    if rename(_AT_WORKING_FOLDER, os.fsencode(prepared), _AT_WORKING_FOLDER, os.fsencode(standing), _EXCHANGE):
        number = ctypes.get_errno()
        if number in _NOT_HERE:
            raise _cannot(prepared, standing)
        raise OSError(number, os.strerror(number), str(standing))
    parent = os.open(standing.parent, os.O_RDONLY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)


def _cannot(prepared: Path, standing: Path) -> OperatorError:
    return OperatorError(
        f"{prepared} and {standing} cannot change places at once on this file system. "
        f"Stop the server, and do it by hand: move {standing} away, then {prepared} to its place."
    )
