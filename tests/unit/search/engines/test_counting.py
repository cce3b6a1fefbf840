"""Counting passages gives the same whether those in a set are looked at or all others."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.counting.arrays import Integers, Mask
from search.engines.counting.passages import Passages
from search.engines.counting.tally import Tally
from search.engines.counts import Counts

LIVE: Mask = np.arange(40) % 5 != 0
ORDINALS: Integers = np.arange(40) * 7 % 12


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("left_out", [False, True])
def test_counts_are_those_of_the_passages_one_by_one(share: float, left_out: bool) -> None:
    alive = np.flatnonzero(LIVE)
    chosen = alive[np.random.default_rng(1).random(alive.size) < share]
    given = np.setdiff1d(alive, chosen) if left_out else chosen
    passages = Passages(LIVE, given, left_out=left_out)
    tally = Tally(ORDINALS, 15, LIVE)
    counts = [sum(int(ORDINALS[number]) == ordinal for number in chosen.tolist()) for ordinal in range(15)]
    assert tally.counts(passages).tolist() == counts
    assert tally.distinct(passages) == sum(count > 0 for count in counts)
    assert passages.size == chosen.size
    assert passages.numbers.tolist() == chosen.tolist()
    assert passages.others.tolist() == np.setdiff1d(alive, chosen).tolist()


def test_only_those_of_a_mask_are_left() -> None:
    passages = Passages(LIVE, np.array([1, 2]), left_out=True)
    odd = passages.only(passages.numbers % 2 == 1)
    assert odd.numbers.tolist() == [number for number in range(3, 40, 2) if number % 5]


def test_counts_are_a_sequence_of_pairs() -> None:
    counts = Counts(["b", "a", "c"], [3, 2, 1])
    assert len(counts) == 3
    assert list(counts) == [("b", 3), ("a", 2), ("c", 1)]
    assert (counts[0], counts[-1], list(counts[1:])) == (("b", 3), ("c", 1), [("a", 2), ("c", 1)])
    pairs = (("b", 3), ("a", 2), ("c", 1))
    assert counts == pairs
    assert pairs == counts
    assert counts != Counts(["b", "a", "c"], [3, 2, 2])
    assert dict(counts) == {"b": 3, "a": 2, "c": 1}
