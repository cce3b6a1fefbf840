"""Merging inverted lists of several sources into one, some tokens at a time, in memory for those alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search.engines.counting.arrays import Integers, narrow
from search.engines.whoosh.inverted import NO_INTEGERS, Inverted, assembled, order_of

_MERGED_AT_ONCE = 2_000_000
"""Entries brought into order at the same time, some 50 bytes each; more only where one token alone has more."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Lists to be merged. `ranks`: the place of each of their tokens among all; `renumbered`: see `merge`."""

    lists: Inverted
    ranks: Integers
    renumbered: Integers

    def entries(self) -> Integers:
        """How many positions each token has, or passages where no positions are kept."""
        starts = self.lists.position_starts if self.lists.frequencies.size else self.lists.starts
        return np.diff(starts.astype(np.int64))

    def postings(self, first: int, end: int) -> tuple[Integers, Integers, Integers, Integers]:
        """Those that stay of the tokens from rank `first` to before `end`.

        By posting: how far its token's rank is from `first`, its new number, its frequency; and all their positions.
        """
        begin, stop = np.searchsorted(self.ranks, (first, end)).tolist()
        starts = self.lists.starts[begin : stop + 1].astype(np.int64)
        stretch = slice(starts[0], starts[-1])
        rank = np.repeat(self.ranks[begin:stop] - first, np.diff(starts))
        number = self.renumbered[self.lists.numbers[stretch]]
        stays = number >= 0
        if not self.lists.frequencies.size:
            return rank[stays], number[stays], NO_INTEGERS, NO_INTEGERS
        frequencies = self.lists.frequencies[stretch]
        positions = self.lists.positions[self.lists.position_starts[begin] : self.lists.position_starts[stop]]
        kept = positions[np.repeat(stays, frequencies)]
        return rank[stays], number[stays], frequencies[stays].astype(np.uint32), kept.astype(np.uint32)


def merge(sources: Sequence[tuple[Inverted, Integers]]) -> Inverted:
    """The inverted lists of several sources as one.

    Each comes with the new number of each of its passages, -1 for those left out. New numbers ascend within a source
    and from each source to the next. Tokens that no passage has any more are left out.
    """
    if len(sources) == 1 and _is_identity(sources[0][1]):
        return sources[0][0]
    tokens = sorted(set().union(*(lists.tokens for lists, _ in sources)))
    rank_of = {token: rank for rank, token in enumerate(tokens)}
    ranked = [
        _Source(lists, np.fromiter(map(rank_of.__getitem__, lists.tokens), np.int64, len(lists.tokens)), renumbered)
        for lists, renumbered in sources
    ]
    stretches = _stretches(ranked, len(tokens))
    return _joined([_without_unused(_merged(ranked, tokens[first:end], first)) for first, end in stretches])


def _stretches(sources: Sequence[_Source], tokens: int) -> Iterator[tuple[int, int]]:
    """Ranks from which, and before which, tokens are merged at the same time."""
    entries = np.zeros(tokens, np.int64)
    for source in sources:
        entries[source.ranks] += source.entries()
    turn = np.cumsum(entries) // _MERGED_AT_ONCE
    bounds = [0, *(np.flatnonzero(np.diff(turn)) + 1).tolist(), tokens]
    return pairwise(bounds)


def _merged(sources: Sequence[_Source], tokens: Sequence[str], first: int) -> Inverted:
    """The lists of consecutive tokens, the first of which has the rank `first`."""
    parts = (source.postings(first, first + len(tokens)) for source in sources)
    rank, number, frequency, positions = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = order_of(rank)
    positions = _gathered(positions, frequency, order) if positions.size else positions
    frequency = frequency[order] if frequency.size else frequency
    return assembled(tokens, rank[order], number[order], frequency, positions)


def _joined(parts: Sequence[Inverted]) -> Inverted:
    """Lists of which each has later tokens than the one before as one."""
    return Inverted(
        [token for part in parts for token in part.tokens],
        narrow(_continued([part.starts for part in parts])),
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.frequencies for part in parts]),
        narrow(_continued([part.position_starts for part in parts])),
        np.concatenate([part.positions for part in parts]),
    )


def _continued(starts: Sequence[Integers]) -> Integers:
    """Starts, each with its end as the last entry, as those of one array after the other."""
    lengths = [int(one[-1]) if one.size else 0 for one in starts]
    ends = np.cumsum(lengths)
    moved = [one[:-1] + (end - length) for one, end, length in zip(starts, ends, lengths, strict=True) if one.size]
    return np.concatenate([*moved, ends[-1:]]) if moved else NO_INTEGERS


def _gathered(positions: Integers, frequency: Integers, order: Integers) -> Integers:
    """The positions brought into a new order of their postings."""
    begins = np.cumsum(frequency, dtype=np.int64) - frequency
    counts = frequency[order]
    places = np.repeat(begins[order] - (np.cumsum(counts, dtype=np.int64) - counts), counts)
    places += np.arange(positions.size)
    return positions[places]


def _is_identity(renumbered: Integers) -> bool:
    return bool((renumbered == np.arange(renumbered.size)).all())


def _without_unused(lists: Inverted) -> Inverted:
    used = np.diff(lists.starts.astype(np.int64)) > 0
    if used.all():
        return lists
    ends = np.concatenate((used, [True]))
    return Inverted(
        [token for token, is_used in zip(lists.tokens, used.tolist(), strict=True) if is_used],
        lists.starts[ends],
        lists.numbers,
        lists.frequencies,
        lists.position_starts[ends] if lists.position_starts.size else lists.position_starts,
        lists.positions,
    )
