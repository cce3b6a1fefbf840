"""Correction files: which file belongs to which source, and whether it is as it was."""

from __future__ import annotations

import errno
from pathlib import Path

SUFFIX = ".flori.toml"
_NONE_THERE = (errno.ENOENT, errno.ENAMETOOLONG)
"""The longest names of files leave no room for the suffix, so that none can stand beside."""


def is_correction(name: str) -> bool:
    """Whether a file of that name holds corrections of the file beside it."""
    return name.endswith(SUFFIX) and name != SUFFIX


def corrected_name(name: str) -> str:
    """The name of the file that a correction file is about."""
    return name.removesuffix(SUFFIX)


def corrected_path(path: Path) -> Path:
    """The file that a correction file is about; any other path itself."""
    return path.with_name(corrected_name(path.name)) if is_correction(path.name) else path


def correction_path(path: Path) -> Path:
    """Where the corrections of a file stand, if there are any."""
    return path.with_name(path.name + SUFFIX)


def correction_state(path: Path) -> str:
    """What tells whether the corrections of a file changed: their size and time; empty where there are none.

    Where they are there and cannot be looked at, that is a state too: reading them will say why.
    """
    try:
        status = correction_path(path).stat()
    except OSError as error:
        if error.errno in _NONE_THERE:
            return ""
        return f"not readable: {error.strerror}"
    return f"{status.st_size} bytes at {status.st_mtime_ns} ns"


def correction_beside(path: Path) -> bytes | None:
    """What the correction file of a file holds; None where there is none. Raises OSError."""
    try:
        return correction_path(path).read_bytes()
    except OSError as error:
        if error.errno in _NONE_THERE:
            return None
        raise
