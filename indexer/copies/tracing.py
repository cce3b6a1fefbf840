"""Tracing copies in one run: what has changed is compared anew, and the result is that of comparing everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from indexer.copies.candidates import Holdings, candidates, contained, crossed_limit, holdings, traced
from indexer.copies.fingerprints import Hashes, unpack
from indexer.copies.runs import WordRun, alike_passages, find_places, shared_runs
from indexer.copies.words import DocumentWords, document_words
from search.catalog import AlikePassages, CatalogWriter, CopyRecords, Fingerprinted, SharedRun

_PAIRS_AT_ONCE = 2_000


def trace_copies(catalog: CatalogWriter) -> None:
    """Find what the documents that this generation changed share with others, and record it.

    Also compared anew: documents with words that are boilerplate now and were not, or the other way round.
    """
    records = catalog.copies()
    removed, added = records.removed(), records.added()
    changed = {one.document_id for one in (*removed, *added)}
    if not changed:
        return
    anew, held = _to_compare(records, removed, added)
    ids = {one.key: one.document_id for one in records.standing()}
    if len(anew) == len(ids):
        records.forget_all()
    else:
        records.forget(changed | {ids[key] for key in anew})
    _compare(records, ids, candidates(held, anew), traced(held))


def _to_compare(
    records: CopyRecords, removed: Collection[Fingerprinted], added: Collection[Fingerprinted]
) -> tuple[set[int], Holdings]:
    """The records of the documents to compare anew, and who holds the fingerprints that any of them has."""
    anew = {one.key for one in added}
    if records.count() == len(added):
        return anew, _held(added)
    wanted = _hashes([*removed, *added])
    held = _held(records.standing(), wanted)
    crossed = crossed_limit(_held(records.former(), wanted), held)
    anew |= set(held.documents[contained(held.hashes, crossed)].tolist())
    if len(anew) > len(added):
        held = _held(records.standing(), _hashes(one for one in records.standing() if one.key in anew))
    return anew, held


def _compare(records: CopyRecords, ids: Mapping[int, str], pairs: Iterable[tuple[int, int]], followed: Hashes) -> None:
    """Record what each pair of documents shares. `followed`: the fingerprints that lead to it, ascending."""
    compared = [(ids[one], ids[other]) for one, other in pairs]
    in_time = records.in_time({document_id for pair in compared for document_id in pair})
    for start in range(0, len(compared), _PAIRS_AT_ONCE):
        some = compared[start : start + _PAIRS_AT_ONCE]
        texts = records.passages({document_id for pair in some for document_id in pair})
        places = {one: find_places(document_words(of_it), followed) for one, of_it in texts.items()}
        runs: list[SharedRun] = []
        alike: list[AlikePassages] = []
        for pair in some:
            earlier_id, later_id = sorted(pair, key=in_time.__getitem__)
            earlier, later = places[earlier_id], places[later_id]
            found = shared_runs(earlier, later)
            runs += [_recorded(run, earlier_id, earlier.words, later_id, later.words) for run in found]
            alike += [
                AlikePassages(earlier_id, later_id, *ids) for ids in alike_passages(earlier.words, later.words, found)
            ]
        records.add(runs, alike)


def _recorded(run: WordRun, earlier_id: str, earlier: DocumentWords, later_id: str, later: DocumentWords) -> SharedRun:
    return SharedRun(
        earlier_id=earlier_id,
        earlier_start=earlier.offsets(run.earlier)[0],
        earlier_end=earlier.offsets(run.earlier + run.words - 1)[1],
        later_id=later_id,
        later_start=later.offsets(run.later)[0],
        later_end=later.offsets(run.later + run.words - 1)[1],
        words=run.words,
    )


def _held(documents: Iterable[Fingerprinted], wanted: Hashes | None = None) -> Holdings:
    return holdings(((one.key, unpack(one.packed)) for one in documents), wanted)


def _hashes(documents: Iterable[Fingerprinted]) -> Hashes:
    """All their fingerprints, each once, ascending."""
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *(unpack(one.packed) for one in documents)]))
