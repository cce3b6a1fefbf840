"""What has to be read again: the files found, compared with the fingerprints of what is in the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.corpus.roots import Scope
from indexer.corpus.walking import FoundFile, Walk, is_within
from indexer.identity import source_id
from indexer.limits import DEFAULT_LIMITS, Limits
from indexer.run.outcomes import ReadJob
from search.sources import Fingerprint


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    `jobs`: files to read, in the order found. `standing`: ids of the sources that stay as they are whatever the
    reading brings: of unchanged files, of files that were refused, and of those the run does not cover.
    `candidates`: the other sources in the index; those that the reading does not bring again are gone.
    `indexed`: for the path of each file to read, the ids of what is in the index of it. `unchanged`: the paths of
    files that need not be read.
    """

    jobs: tuple[ReadJob, ...]
    standing: frozenset[str]
    candidates: frozenset[str]
    indexed: Mapping[str, tuple[str, ...]]
    unchanged: frozenset[str]


def plan_changes(
    found: Walk,
    known: Mapping[str, Fingerprint],
    scope: Scope,
    *,
    everything: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Plan:
    """Compare what was found with what is in the index, by size and time; contents are compared on reading.

    With `everything`, all files are read, and what they hold counts as changed. `limits`: of what a file may take.
    """
    by_path: defaultdict[str, list[Fingerprint]] = defaultdict(list)
    for fingerprint in known.values():
        by_path[fingerprint.path].append(fingerprint)
    refused = [failure.path for failure in found.refused]
    standing = {one.source_id for one in known.values() if not scope.covers(one.path, one.root)}
    for path, fingerprints in by_path.items():
        if any(is_within(path, ancestor) for ancestor in refused):
            standing.update(one.source_id for one in fingerprints)
    jobs: list[ReadJob] = []
    indexed: dict[str, tuple[str, ...]] = {}
    unchanged: set[str] = set()
    for file in found.files.values():
        earlier = by_path.get(file.path) or _moved(file, known)
        if not everything and _is_unchanged(file, earlier):
            standing.update(one.source_id for one in earlier)
            unchanged.add(file.path)
            continue
        jobs.append(ReadJob(file, {} if everything else {one.source_id: one.sha256 for one in earlier}, limits))
        indexed[file.path] = tuple(one.source_id for one in earlier)
    return Plan(tuple(jobs), frozenset(standing), frozenset(known.keys() - standing), indexed, frozenset(unchanged))


def _is_unchanged(file: FoundFile, indexed: Iterable[Fingerprint]) -> bool:
    return bool(indexed) and all(
        (one.path, one.root, one.size, one.mtime_ns, one.correction)
        == (file.path, file.root, file.size, file.mtime_ns, file.correction)
        and (one.name == file.name or one.name.startswith(f"{file.name}#"))
        for one in indexed
    )


def _moved(file: FoundFile, known: Mapping[str, Fingerprint]) -> list[Fingerprint]:
    """What is in the index of a file that now lies below another root under the same name."""
    earlier = known.get(source_id(file.name))
    return [earlier] if earlier else []
