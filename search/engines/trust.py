"""Whose files are read: some hold pickles, and whoever can write such a file can run code as its reader."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from search.errors import OperatorError

_ROOT = 0
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def check_owner(index: Path) -> None:
    """Raise OperatorError where the index folder is another user's, or others may write to it. None yet is well."""
    try:
        found = index.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise OperatorError(
            f"The index folder {index} cannot be looked at ({error.strerror}); name another in FLORI_INDEX."
        ) from error
    if found.st_uid not in {os.geteuid(), _ROOT}:
        raise OperatorError(
            f"The index folder {index} belongs to user {found.st_uid}, and this program runs as user {os.geteuid()}. "
            "Its files are trusted as programs are: run as their owner, or make an index of your own."
        )
    if found.st_mode & _WRITABLE_BY_OTHERS:
        raise OperatorError(
            f"Others than its owner may write to the index folder {index} (mode {stat.S_IMODE(found.st_mode):o}). "
            f"Its files are trusted as programs are: take that right away with `chmod go-w {index}`."
        )
