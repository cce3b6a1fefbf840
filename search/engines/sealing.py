"""Checksums of an embedded engine's files: written down at each commit, compared when somebody asks for it.

A file of a build never changes once a commit has shown it, but for those that an engine names. The checksums are gone
while a commit goes on, so that one that is cut off leaves files that nobody vouches for, and never false ones.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from search.engines.base import FileCheck

_SEAL = "checksums.json"


@contextmanager
def sealed_anew(build: Path, replaced: Collection[str], passing: Collection[str]) -> Iterator[None]:
    """Around a commit: take the build's checksums away, and write those of all its files when it is done.

    `replaced`: names of files that a commit may write again. `passing`: names of files that come and go at other
    times, and have no checksum. Only what is new is read.
    """
    known = {name: sum_ for name, sum_ in (_stated(build) or {}).items() if name not in replaced}
    (build / _SEAL).unlink(missing_ok=True)
    yield
    # The commit stands whatever happens here; where the checksums cannot be written, the next run does it.
    with suppress(OSError):
        _state(build, {name: known.get(name) or _checksum(build / name) for name in _names(build, passing)})


def is_sealed(build: Path) -> bool:
    """Whether the build has checksums."""
    return (build / _SEAL).exists()


def sealed_files(build: Path) -> tuple[Path, ...]:
    """The files of a committed build and their checksums'; none while a commit goes on, or after one was cut off."""
    stated = _stated(build)
    return (*(build / name for name in sorted(stated)), build / _SEAL) if stated else ()


def check_files(build: Path) -> FileCheck:
    """Compare the files of a build with their checksums."""
    if not is_sealed(build):
        return FileCheck(0, ())
    stated = _stated(build)
    if stated is None:
        return FileCheck(0, (f"{build / _SEAL} cannot be read",))
    faults = []
    for name, checksum in sorted(stated.items()):
        try:
            if _digest(_checksum(build / name)) != _digest(checksum):
                faults.append(f"the engine's file {build / name} is not as it was written")
        except OSError as error:
            faults.append(f"the engine's file {build / name} cannot be read ({error.strerror})")
    return FileCheck(len(stated), tuple(faults))


def missing_files(build: Path) -> tuple[str, ...]:
    """What is wrong with the files of a build as far as their presence and sizes tell, which costs next to nothing."""
    stated = _stated(build) or {}
    faults = tuple(_changed_sizes(build, stated))
    # A commit may have replaced some of them meanwhile.
    return faults if faults and _stated(build) == stated else ()


def _changed_sizes(build: Path, stated: Mapping[str, str]) -> Iterator[str]:
    for name, checksum in sorted(stated.items()):
        _, _, size = checksum.partition(" ")
        try:
            found = (build / name).stat().st_size
        except OSError as error:
            yield f"the engine's file {build / name} cannot be read ({error.strerror})"
            continue
        if size and found != int(size):
            yield f"the engine's file {build / name} has {found:,} bytes and not the {int(size):,} that were written"


def _stated(build: Path) -> Mapping[str, str] | None:
    """Checksums by name; None where there are none that can be read."""
    try:
        stated = json.loads((build / _SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stated if isinstance(stated, dict) else None


def _state(build: Path, checksums: Mapping[str, str]) -> None:
    """Write the checksums so that they are there whole or not at all, also when the power fails."""
    draft = build / f"{_SEAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(checksums, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(build / _SEAL)


def _names(build: Path, passing: Collection[str]) -> list[str]:
    left_out = {*passing, _SEAL, f"{_SEAL}.new"}
    return [entry.name for entry in os.scandir(build) if entry.is_file() and entry.name not in left_out]


def _checksum(path: Path) -> str:
    """SHA-256 and size in bytes, with a space between."""
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()} {file.tell()}"


def _digest(checksum: str) -> str:
    """The first of both: older checksums are without a size."""
    return checksum.partition(" ")[0]
