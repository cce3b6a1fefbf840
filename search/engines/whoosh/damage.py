"""Telling damaged files from defects: what Whoosh raises over bytes that are not as it wrote them."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import IndexError as WhooshIndexError

from search.errors import IndexDamagedError

_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ImportError,
    AssertionError,
    OverflowError,
    MemoryError,
    pickle.UnpicklingError,
    struct.error,
    WhooshIndexError,
)
"""Whoosh pickles its table of contents, and a pickle of other bytes may raise nearly anything."""


@contextmanager
def damage_named(build: Path) -> Iterator[None]:
    """Raise IndexDamagedError for whatever goes wrong in reading the files of a build."""
    try:
        yield
    except _UNREADABLE as error:
        raise IndexDamagedError(
            f"The index in {build} cannot be read ({type(error).__name__}: {error}); "
            f"run `flori index --rebuild` to make it anew."
        ) from error
