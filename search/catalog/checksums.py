"""The checksum of a row, by which it can tell that it is as it was written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

_LEFT_OUT = frozenset({"row_key", "added", "removed", "checksum", "path", "root", "size", "mtime_ns", "correction"})
"""Columns that change while a row stands, or that are not known when it is made."""


def with_checksum(row: Mapping[str, object]) -> dict[str, object]:
    """The row with the checksum of its columns."""
    return {**row, "checksum": checksum(row)}


def checksum(row: Mapping[str, object]) -> int:
    """CRC-32 of all columns but those of `_LEFT_OUT`, whatever their order."""
    return zlib.crc32(json.dumps([(name, row[name]) for name in sorted(row) if name not in _LEFT_OUT]).encode())
