"""Putting a file in its place: whole or not at all, whenever the program ends."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO


def place_new(target: Path, content: BinaryIO) -> None:
    """Make a file with what is left to read. Raises FileExistsError where there is one of that name, and OSError."""
    draft = _draft_beside(target, content)
    try:
        os.link(draft, target)  # unlike renaming, it leaves alone what stands there
    finally:
        draft.unlink()


def place_over(target: Path, content: BinaryIO) -> None:
    """Make a file with what is left to read, in the place of any that is there. Raises OSError."""
    draft = _draft_beside(target, content)
    try:
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _draft_beside(target: Path, content: BinaryIO) -> Path:
    """A file beside the target under a hidden name, which no run takes in; on the disk when this returns."""
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft
