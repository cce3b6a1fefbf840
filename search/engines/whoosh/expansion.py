"""From a prefix, wildcard or fuzzy word to the tokens of the vocabulary that it stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from search.engines.base import Expansion
from search.engines.effort import Effort
from search.engines.patterns import Pattern, chosen, fixed_start
from search.engines.whoosh.snapshot import Segment
from search.querytree import Fuzzy


def expand(leaf: Pattern, segments: Sequence[Segment], field: str, effort: Effort) -> tuple[list[str], Expansion]:
    """The tokens of `field` that the leaf stands for, the most frequent ones where there are too many."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(_candidates(leaf, segment, field, effort))
    return chosen(leaf, counts, effort)


def _candidates(leaf: Pattern, segment: Segment, field: str, effort: Effort) -> dict[str, int]:
    """The segment's tokens that the leaf may stand for, with their live passages."""
    lists = segment.field(field)
    indices = lists.prefix_range(fixed_start(leaf))
    effort.spend(len(indices))
    tokens = lists.tokens[indices.start : indices.stop]
    counts = dict(zip(tokens, segment.passage_counts(field, indices).tolist(), strict=True))
    if isinstance(leaf, Fuzzy):
        return {token: counts[token] for token in near_tokens(leaf.token, tokens, leaf.distance, effort)}
    return counts


def near_tokens(word: str, tokens: Sequence[str], distance: int, effort: Effort) -> list[str]:
    """The tokens at most `distance` insertions, deletions, replacements or swaps of neighbours from the word.

    The optimal string alignment distance, for all tokens at once: no letter is edited twice.
    """
    near = [token for token in tokens if abs(len(token) - len(word)) <= distance]
    if not near:
        return []
    letters = _letters(near)
    lengths = np.array([len(token) for token in near])
    width = letters.shape[1]
    before = np.zeros((0, 0), np.int64)
    row = np.tile(np.arange(width + 1), (len(near), 1))
    for index, letter in enumerate(word):
        effort.spend(len(near))
        previous, before = before, row
        row = np.empty_like(before)
        row[:, 0] = index + 1
        for column in range(width):
            differs = letters[:, column] != ord(letter)
            row[:, column + 1] = np.minimum.reduce(
                [before[:, column + 1] + 1, row[:, column] + 1, before[:, column] + differs]
            )
            if index and column:
                swapped = (letters[:, column - 1] == ord(letter)) & (letters[:, column] == ord(word[index - 1]))
                shorter = np.where(swapped, previous[:, column - 1] + 1, row[:, column + 1])
                row[:, column + 1] = np.minimum(row[:, column + 1], shorter)
    edits = row[np.arange(len(near)), lengths]
    return [token for token, count in zip(near, edits.tolist(), strict=True) if count <= distance]


def _letters(tokens: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """The tokens' code points, one token a row, filled up with zeros."""
    width = max(map(len, tokens))
    return np.array(tokens, dtype=f"<U{width}").view(np.uint32).reshape(len(tokens), width)
