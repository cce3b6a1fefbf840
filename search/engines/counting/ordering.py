"""The first few of many in order, without sorting the rest."""

from __future__ import annotations

import numpy as np

from search.engines.counting.arrays import Integers, Scores


def first_in_order(key: Scores | Integers, ranks: Integers, count: int) -> Integers:
    """The indices of the `count` smallest keys in ascending order, ties by rank; only those are sorted."""
    if 0 < count < key.size:
        last = np.partition(key, count - 1)[count - 1]
        below = np.flatnonzero(key < last)
        level = np.flatnonzero(key == last)
        needed = count - below.size
        if needed < level.size:
            level = level[np.argpartition(ranks[level], needed - 1)[:needed]]
        candidates = np.concatenate((below, level))
    else:
        candidates = np.arange(key.size)
    return candidates[np.lexsort((ranks[candidates], key[candidates]))][:count]
