"""An index put back from a backup: a verified copy takes the place of the index folder in one step."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.run.lock import writer_lock
from indexer.upkeep.backup import Backup, back_up
from indexer.upkeep.exchanging import exchange
from search.engines import open_engine
from search.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError, OperatorError
from search.settings import Settings


def restore(settings: Settings, backup: Path) -> Backup:
    """Put a copy of the backup in the place of the index folder; what stood there goes only when the copy is there.

    The copy is made beside the index folder and verified before anything is replaced. Raises IndexLockedError while a
    run goes on, and OperatorError where the backup is not a whole index that this program can read.
    """
    _check_in_files(settings)
    index = settings.index.resolve()
    if not backup.is_dir() or backup.resolve() == index:
        raise OperatorError(f"{backup} is no folder that `flori backup` made; name one.")
    prepared = index.with_name(f"{index.name}.restoring")
    with writer_lock(index):
        try:
            if prepared.exists():  # of a restore that was cut off
                shutil.rmtree(prepared)
            made = _copied(settings, backup, prepared)
            os.sync()  # what takes the place is on the disk before it does
            exchange(prepared, index)
            shutil.rmtree(prepared, ignore_errors=True)
        except OSError as error:
            raise OperatorError(
                f"The index folder {index} cannot be replaced: {error}. It must be a folder of its own, "
                f"and {index.parent} one that may be written to."
            ) from error
    return replace(made, folder=settings.index)


def _check_in_files(settings: Settings) -> None:
    """Raise OperatorError where the index folder is not all there is of the index."""
    with closing(open_engine(settings)) as engine:
        if not engine.capabilities.embedded:
            raise OperatorError(
                f"The engine {engine.name} keeps its index elsewhere: restore its own snapshot together with the "
                "catalog's dump of the same time, or run `flori index --rebuild`."
            )
    if settings.catalog_url:
        raise OperatorError(
            "The catalog is not in the index folder, as catalog_url says. Restore it by its own means (pg_restore; for "
            "SQLite, the backup's catalog.sqlite) and the folder `engine` of the backup by hand, while nothing runs; "
            "then `flori verify`. Or run `flori index --rebuild`."
        )


def _copied(settings: Settings, backup: Path, prepared: Path) -> Backup:
    """The verified copy of a backup."""
    try:
        return back_up(replace(settings, index=backup), prepared)
    except IndexDamagedError as error:
        raise OperatorError(f"Nothing was replaced: the backup {backup} is damaged.\n{error}") from error
    except IndexOutdatedError as error:
        raise OperatorError(f"Nothing was replaced: the backup {backup} is of another version.\n{error}") from error
    except IndexMissingError as error:
        raise OperatorError(
            f"Nothing was replaced: {backup} holds no index of the engine {settings.engine}. "
            "Name a folder that `flori backup` made, and in FLORI_ENGINE the engine that it was made with."
        ) from error
