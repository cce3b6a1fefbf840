"""Keeping catalog and engine in step with the corpus: one run, one commit, one switch."""

from __future__ import annotations

import json
import time
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.authority import FILE_NAME, digests, read_authorities
from indexer.authority.renaming import rename
from indexer.copies.tracing import trace_copies
from indexer.corpus.roots import Scope, choose_scope
from indexer.corpus.walking import Walk, walk
from indexer.limits import Limits, limits_of
from indexer.run.changes import plan_changes
from indexer.run.lock import writer_lock
from indexer.run.mail_threads import link_mail
from indexer.run.progress import Reporter
from indexer.run.stores import MADE_WITH, ROOTS, Stores, open_stores, remember_roots
from indexer.run.summary import RunSummary
from indexer.run.transfer import Transfer
from indexer.run.workers import read_files
from search.catalog import INDEXED_AT, CatalogWriter, run_lock
from search.engines.base import EngineWriter
from search.errors import OperatorError
from search.settings import Settings
from search.sources import ReadFailure

AUTHORITIES = "authorities"
LINGERING_SHARE = 0.1
"""Replaced passages, for each one that stands, that are kept until the next run for searches that began before."""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is asked to do. `named`, `forgotten`: see `indexer.corpus.roots`. `workers`: processes that read."""

    named: tuple[Path, ...] = ()
    forgotten: tuple[Path, ...] = ()
    rebuild: bool = False
    workers: int = 1


def synchronize(settings: Settings, request: RunRequest, reporter: Reporter) -> RunSummary:
    """Bring the index up to date with the corpus.

    Searches answer from the old state until all is written, and from the new one after the engine's commit; an
    interrupted run leaves the old state. Raises OperatorError, with nothing changed: IndexLockedError where another
    process is writing, and such as a full disk.
    """
    try:
        return _synchronize(settings, request, reporter)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise OperatorError(
            f"The index {settings.index} cannot be brought up to date: {error.strerror or error}{place}. "
            "Searches answer from the last state that was committed."
        ) from error


def _synchronize(settings: Settings, request: RunRequest, reporter: Reporter) -> RunSummary:
    started_s = time.monotonic()
    with (
        writer_lock(settings.index),
        run_lock(settings.catalog_address),
        open_stores(settings, rebuild=request.rebuild) as stores,
    ):
        scope = choose_scope(
            request.named,
            stores.roots,
            settings.corpus,
            forgotten=request.forgotten,
            everything=stores.rebuild is not None,
        )
        found = walk(scope.walked(), scope.limits, index=settings.index)
        outcome = _bring_up_to_date(stores, scope, found, reporter, request.workers, limits_of(settings))
        with stores.catalog.at(outcome.generation) as reader:
            index, alike, noted = reader.summary(), reader.alike_sources(), reader.noted_sources()
    renamed = (f"{outcome.renamed:,} documents got other names, as {FILE_NAME} says.",) if outcome.renamed else ()
    rebuilt = (f"Everything was read again: {stores.rebuild}.",) if stores.rebuild else ()
    return RunSummary(
        committed=outcome.generation != stores.committed,
        files_found=len(found.files),
        files_read=outcome.files_read,
        added=outcome.transfer.added,
        changed=outcome.transfer.changed,
        removed=outcome.transfer.removed,
        failures=outcome.failures,
        notes=(*scope.notes, *rebuilt, *renamed),
        roots=scope.roots,
        index=index,
        took_s=time.monotonic() - started_s,
        alike=alike,
        noted=noted,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a run came to. `generation`: the one that searches answer from after it. `renamed`: documents."""

    generation: int
    files_read: int
    transfer: Transfer
    failures: tuple[ReadFailure, ...]
    renamed: int


def _bring_up_to_date(
    stores: Stores, scope: Scope, found: Walk, reporter: Reporter, workers: int, limits: Limits
) -> _Outcome:
    """Compare, read, write and, if there is any change, commit."""
    anew = stores.rebuild is not None
    with stores.catalog.writer(stores.committed + 1) as catalog, stores.engine.writer(rebuild=anew) as engine:
        catalog.discard_unfinished(stores.committed)
        known = catalog.source_fingerprints()
        plan = plan_changes(found, known, scope, everything=anew, limits=limits)
        names_stated = json.dumps(digests(scope.roots), sort_keys=True)
        authorities = read_authorities(scope.roots)
        transfer = Transfer(catalog, engine, plan, known, authorities=authorities, anew=anew)
        reporter.start(plan.jobs)
        for batch in read_files(plan.jobs, workers, stores.language):
            transfer.take(batch)
            reporter.advance(batch)
        transfer.finish()
        if transfer.has_changes():
            trace_copies(catalog, stores.index, reporter.compared)
        with stores.catalog.at(stores.committed) as committed:
            earlier_failures = committed.failures()
            names_changed = (committed.meta(AUTHORITIES) or "{}") != names_stated
            if anew:
                transfer.carry_over(committed)
        renamed = rename(catalog, None if anew else engine, known, authorities) if names_changed else 0
        if transfer.has_changes():
            link_mail(catalog)
        catalog.set_meta(AUTHORITIES, names_stated)
        unread = [one for one in earlier_failures if _file_of(one, plan.unchanged)]
        failures = _by_path([*found.refused, *transfer.failures, *unread])
        standing_failures = _by_path([*failures, *(one for one in earlier_failures if not scope.reaches(one.path))])
        catalog.touch_sources(transfer.touched)
        changed = anew or transfer.has_changes() or names_changed or _paths(scope) != stores.roots
        if changed or standing_failures != earlier_failures:
            _commit(stores, scope, standing_failures, catalog, engine)
            remember_roots(stores.index, _paths(scope))
            return _Outcome(catalog.generation, len(plan.jobs), transfer, failures, renamed)
        if transfer.touched:
            catalog.commit()
        return _Outcome(stores.committed, len(plan.jobs), transfer, failures, renamed)


def _paths(scope: Scope) -> tuple[str, ...]:
    return tuple(str(root) for root in scope.roots)


def _file_of(failure: ReadFailure, paths: Container[str]) -> str | None:
    """Which of the files a failure is about, as a whole or by one of its records (`PATH#ID`)."""
    parts = failure.path.split("#")
    ancestors = ("#".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((path for path in ancestors if path in paths), None)


def _by_path(failures: list[ReadFailure]) -> tuple[ReadFailure, ...]:
    return tuple(sorted(set(failures), key=lambda failure: (failure.path, failure.reason)))


def _commit(
    stores: Stores, scope: Scope, failures: tuple[ReadFailure, ...], catalog: CatalogWriter, engine: EngineWriter
) -> None:
    """Make the changes last, then seen; then delete what no search can be reading any more."""
    catalog.record_failures((failure.path, failure.reason) for failure in failures)
    catalog.set_meta(ROOTS, json.dumps(_paths(scope)))
    catalog.set_meta(MADE_WITH, stores.made_with)
    catalog.set_meta(INDEXED_AT, datetime.now(UTC).isoformat(timespec="seconds"))
    catalog.commit()
    engine.commit(catalog.generation)
    # Searches that began before the switch still read the generation before this one; where most of it was replaced,
    # they ask again, for the folder would be twice as large until the next run.
    lingers = catalog.replaced_share() <= LINGERING_SHARE
    catalog.purge(catalog.generation - 1 if lingers else catalog.generation)
    catalog.commit()
