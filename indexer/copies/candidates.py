"""Which documents have to be compared: those with a fingerprint in common that not too many have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from indexer.copies.fingerprints import Hashes

MOST_HOLDERS = 24
"""Words that more documents have are boilerplate: salutations, signatures, disclaimers. They are not traced."""

Numbers = npt.NDArray[np.int64]

_GROUPS_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Holdings:
    """Which document has which fingerprint, by pairs: `hashes` ascends, `documents` numbers the documents."""

    hashes: Hashes
    documents: Numbers

    def sizes(self) -> tuple[Hashes, Numbers, Numbers]:
        """Each fingerprint once, where its documents begin, and how many there are."""
        hashes, starts, counts = np.unique(self.hashes, return_index=True, return_counts=True)
        return hashes, starts.astype(np.int64), counts.astype(np.int64)


def holdings(documents: Iterable[tuple[int, Hashes]], wanted: Hashes | None = None) -> Holdings:
    """Which of the documents has which fingerprint; only those `wanted`, which ascend, where that is given."""
    hashes: list[Hashes] = [np.zeros(0, np.uint64)]
    numbers: list[Numbers] = [np.zeros(0, np.int64)]
    for number, own in documents:
        of_it = own if wanted is None else own[contained(own, wanted)]
        if of_it.size:
            hashes.append(of_it)
            numbers.append(np.full(of_it.size, number, np.int64))
    all_hashes, all_numbers = np.concatenate(hashes), np.concatenate(numbers)
    order = np.argsort(all_hashes, kind="stable")
    return Holdings(all_hashes[order], all_numbers[order])


def contained(hashes: Hashes, ascending: Hashes) -> npt.NDArray[np.bool_]:
    """Which of the hashes are among the ascending ones."""
    if not ascending.size:
        return np.zeros(hashes.size, bool)
    places = np.minimum(np.searchsorted(ascending, hashes), ascending.size - 1)
    found: npt.NDArray[np.bool_] = ascending[places] == hashes
    return found


def crossed_limit(before: Holdings, after: Holdings) -> Hashes:
    """The fingerprints, ascending, that were traced before and are boilerplate now, or the other way round."""
    return np.setxor1d(boilerplate(before), boilerplate(after), assume_unique=True)


def candidates(held: Holdings, anew: Collection[int]) -> list[tuple[int, int]]:
    """The pairs of documents that have a traced fingerprint in common, at least one of them to be compared `anew`.

    Each pair once, the smaller number first, in ascending order.
    """
    _, starts, counts = held.sizes()
    wanted = np.fromiter(anew, np.int64, len(anew))
    pairs: set[tuple[int, int]] = set()
    for size in range(2, MOST_HOLDERS + 1):
        groups = starts[counts == size]
        for first in range(0, groups.size, _GROUPS_AT_ONCE):
            places = groups[first : first + _GROUPS_AT_ONCE, np.newaxis] + np.arange(size)
            # Many fingerprints have the same holders: each shared run leaves several.
            members = np.unique(np.sort(held.documents[places], axis=1), axis=0)
            for holders in members[np.isin(members, wanted).any(axis=1)].tolist():
                pairs.update(combinations(holders, 2))
    return sorted(pair for pair in pairs if pair[0] in anew or pair[1] in anew)


def boilerplate(held: Holdings) -> Hashes:
    """The fingerprints that too many documents have, ascending."""
    hashes, _, counts = held.sizes()
    return hashes[counts > MOST_HOLDERS]


def traced(held: Holdings) -> Hashes:
    """The fingerprints that several documents have, but not too many, ascending."""
    hashes, _, counts = held.sizes()
    return hashes[(counts > 1) & (counts <= MOST_HOLDERS)]
