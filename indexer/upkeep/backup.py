"""A copy of an index that is whole, taken while searches and runs go on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.run.stores import remember_roots, remembered_roots
from indexer.upkeep.verification import verify, verify_files
from search.catalog import GenerationGoneError, copy_catalog, open_catalog
from search.engines import open_engine
from search.engines.base import Engine
from search.errors import IndexDamagedError, IndexMissingError, OperatorError
from search.settings import Settings

_TRIES = 5
_PAUSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was verified. `generation`: the state it is of."""

    folder: Path
    generation: int
    documents: int
    passages: int


class _MovedOnError(Exception):
    """A run committed while the index was being copied, so that the copy may be of no one state."""


def back_up(settings: Settings, folder: Path) -> Backup:
    """Copy the index into a folder that is not there yet, and verify the copy, which is an index folder itself.

    Takes no lock: where a run commits meanwhile, the copy is made again. Raises IndexMissingError, IndexDamagedError,
    and OperatorError where the index is not in files, the folder exists or cannot be written, or no copy succeeds.
    """
    if folder.exists():
        raise OperatorError(f"{folder} exists already; name a folder that is not there yet.")
    copy = replace(settings, index=folder, catalog_url="")
    for _ in range(_TRIES):
        try:
            with _removed_on_failure(folder):
                _copy(settings, copy)
                return _verified(copy)
        except (_MovedOnError, GenerationGoneError):
            time.sleep(_PAUSE_S)
        except OSError as error:
            raise OperatorError(f"The copy {folder} cannot be written: {error.strerror or error}.") from error
    raise OperatorError(
        f"Runs committed to {settings.index} all the time while it was copied, or the last one was cut off; "
        "run `flori index`, then try again."
    )


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    """Leave no copy that was not verified."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _copy(settings: Settings, copy: Settings) -> None:
    """The engine's files first: what the catalog adds meanwhile, nobody sees."""
    with closing(open_engine(settings)) as engine:
        if not engine.capabilities.embedded:
            raise OperatorError(
                f"The engine {engine.name} keeps no files that could be copied; use its own snapshots, "
                "taken with one of the catalog while no run goes on."
            )
        if not engine.generation():
            raise IndexMissingError(settings.index)
        copy.index.mkdir(mode=0o700, parents=True)
        _copy_files(engine, settings.index, copy.index)
    copy_catalog(settings.catalog_address, copy.catalog_address)
    remember_roots(copy.index, remembered_roots(settings.index))


def _copy_files(engine: Engine, index: Path, folder: Path) -> None:
    before = engine.generation(), engine.files()
    try:
        for file in engine.files():
            target = folder / file.relative_to(index)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(file, target)
    except FileNotFoundError as error:
        raise _MovedOnError from error
    if not engine.files() or (engine.generation(), engine.files()) != before:
        raise _MovedOnError


def _verified(copy: Settings) -> Backup:
    """What the copy holds. Raises IndexDamagedError where the index that it was made of is damaged."""
    with closing(open_catalog(copy.catalog_address)) as catalog, closing(open_engine(copy)) as engine:
        verify_files(catalog, engine)
        with catalog.at(engine.generation()) as reader:
            found = verify(reader, engine)
    if found.faults:
        raise IndexDamagedError("\n".join([*found.faults, "Run `flori index --rebuild`, then try again."]))
    return Backup(copy.index, found.generation, found.documents, found.passages)
