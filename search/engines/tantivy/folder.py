"""The engine's folder: tantivy's index in builds, of which its `meta.json` says whether anything was committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from search.engines.builds import Builds
from search.engines.sealing import check_files
from search.engines.tantivy.fields import LAYOUT_VERSION
from search.errors import IndexDamagedError, OperatorError

_META = "meta.json"
_PASSING = (".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock")
"""What tantivy has beside the index: files it may remove, and locks. No reader needs them."""
_RAISED = (ValueError, OSError, KeyError)


def builds_in(folder: Path, signature: str) -> Builds:
    """The builds of an engine's folder. `signature`: the analysis at work."""
    made_with = {"engine": "tantivy", "layout": LAYOUT_VERSION, "analysis": signature}
    return Builds(folder, made_with, _is_committed, replaced=(_META,), passing=_PASSING)


def committed_state(build: Path) -> tuple[int, int, int]:
    """What tells one committed state of a build from another, without reading it."""
    state = (build / _META).stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


@contextmanager
def damage_named(build: Path) -> Iterator[None]:
    """What tantivy raises over files that are not as it wrote them, as IndexDamagedError with the next step."""
    try:
        yield
    except _unreadable() as error:
        raise _damaged(build, error) from error
    except TypeError as error:
        # Values are missing: the files are damaged, or this is a defect of ours.
        if check_files(build).faults:
            raise _damaged(build, error) from error
        raise


@contextmanager
def failure_to_write_named(build: Path) -> Iterator[None]:
    """What tantivy raises where it cannot write, as on a full disk, as OperatorError: a ValueError, whatever it is."""
    try:
        yield
    except ValueError as error:
        raise OperatorError(f"The index in {build} cannot be written ({error}); check its disk.") from error


@lru_cache
def _has_segments(build: Path, _state: tuple[int, int, int]) -> bool:
    """Whether there is anything in a build; read once for each of its states, since every search asks for it."""
    return bool(json.loads((build / _META).read_text(encoding="utf-8"))["segments"])


def _damaged(build: Path, error: BaseException) -> IndexDamagedError:
    return IndexDamagedError(
        f"The index in {build} cannot be read ({error}); run `flori index --rebuild`, which makes it anew."
    )


def _unreadable() -> tuple[type[BaseException], ...]:
    """What reading damaged files raises. Panics of tantivy are of a class that exists from the first of them on."""
    return (*_RAISED, *(one for one in BaseException.__subclasses__() if one.__name__ == "PanicException"))


def _is_committed(build: Path) -> bool:
    """Every commit has at least the record of its generation, so an index without segments has had none."""
    try:
        return _has_segments(build, committed_state(build))
    except FileNotFoundError:
        return False
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"{build / _META} cannot be read ({error}); run `flori index --rebuild`, which makes the index anew."
        ) from error
