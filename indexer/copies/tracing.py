"""Tracing copies in one run: what has changed is compared anew, and the result is that of comparing everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from indexer.copies.aside import WordsAside
from indexer.copies.candidates import Holdings, candidates, contained, crossed_limit, holdings, traced
from indexer.copies.fingerprints import Hashes, unpack
from indexer.copies.runs import Places, WordRun, alike_passages, find_places, shared_runs
from indexer.copies.words import DocumentWords, document_words
from search.catalog import AlikePassages, CatalogWriter, CopyRecords, Fingerprinted, SharedRun

_AT_ONCE = 500
"""Documents that are read, and pairs of them that are compared, in one go."""


def trace_copies(catalog: CatalogWriter, folder: Path, tell: Callable[[float], None]) -> None:
    """Find what the documents that this generation changed share with others, and record it.

    Also compared anew: documents with words that are boilerplate now and were not, or the other way round.
    `folder`: where there is room for their words meanwhile. `tell` is told which share of the work is done.
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
    pairs = candidates(held, anew)
    compared = [ids[key] for key in sorted({key for pair in pairs for key in pair})]
    steps = len(compared) + len(pairs)
    with WordsAside(folder) as aside:
        for done in _put_aside(records, compared, traced(held), aside):
            tell(done / steps)
        for done in _compare(records, [(ids[one], ids[other]) for one, other in pairs], aside):
            tell((len(compared) + done) / steps)


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


def _put_aside(records: CopyRecords, ids: Sequence[str], followed: Hashes, aside: WordsAside) -> Iterator[int]:
    """Put the words of these documents aside, and say again and again of how many.

    `followed`: the fingerprints that lead to what they share, ascending.
    """
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        texts = records.passages(some)
        for document_id in some:
            aside.put(document_id, find_places(document_words(texts[document_id]), followed))
        yield start + len(some)


def _compare(records: CopyRecords, pairs: Sequence[tuple[str, str]], aside: WordsAside) -> Iterator[int]:
    """Record what each pair of documents shares, whose words were put aside, and say again and again of how many."""
    in_time = records.in_time(list(aside))
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        runs: list[SharedRun] = []
        alike: list[AlikePassages] = []
        for pair in _taken(aside, some):
            earlier, later = sorted(pair, key=lambda one: in_time[one.words.document_id])
            found = shared_runs(earlier, later)
            runs += [_recorded(run, earlier.words, later.words) for run in found]
            alike += alike_passages(earlier.words, later.words, found)
        records.add(runs, alike)
        yield start + len(some)


def _taken(aside: WordsAside, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Places, Places]]:
    for document_id, of_it in groupby(pairs, key=itemgetter(0)):
        one = aside[document_id]
        for _, other_id in of_it:
            yield one, aside[other_id]


def _recorded(run: WordRun, earlier: DocumentWords, later: DocumentWords) -> SharedRun:
    return SharedRun(
        earlier_id=earlier.document_id,
        earlier_start=earlier.starts[run.earlier],
        earlier_end=earlier.ends[run.earlier + run.words - 1],
        later_id=later.document_id,
        later_start=later.starts[run.later],
        later_end=later.ends[run.later + run.words - 1],
        words=run.words,
    )


def _held(documents: Iterable[Fingerprinted], wanted: Hashes | None = None) -> Holdings:
    return holdings(((one.key, unpack(one.packed)) for one in documents), wanted)


def _hashes(documents: Iterable[Fingerprinted]) -> Hashes:
    """All their fingerprints, each once, ascending."""
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *(unpack(one.packed) for one in documents)]))
