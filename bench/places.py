"""Where the benchmark finds its text and keeps what it makes."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / ".build" / "bench"
"""Corpora, indexes while they are measured, and results; git ignores it."""


class TextMissingError(Exception):
    """The shared text is not there; the message says how to point to it."""


def shared_data() -> Path:
    """The folder of the bulk text: `data` below `FLORI_SHARED`, by default below `../shared` beside the checkout."""
    folder = Path(os.environ.get("FLORI_SHARED") or ROOT.parent / "shared") / "data"
    if not folder.is_dir():
        raise TextMissingError(f"There is no {folder}. Set FLORI_SHARED to the folder that holds data/.")
    return folder
