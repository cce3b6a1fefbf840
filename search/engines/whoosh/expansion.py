"""From a prefix, wildcard or fuzzy word to the tokens of the vocabulary that it stands for."""

from __future__ import annotations

import fnmatch
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from search.engines.base import Expansion
from search.engines.whoosh.inverted import Inverted
from search.engines.whoosh.snapshot import Segment
from search.querytree import Fuzzy, Prefix, Wildcard

MAX_TOKENS_OF_PATTERN = 2_000
"""Tokens that a prefix or wildcard may stand for: some milliseconds. More say too little to be worth it."""
MAX_TOKENS_OF_FUZZY = 200
"""Tokens that a fuzzy word may stand for; a spelling has not more variants, a short word has more neighbours."""


def expand(leaf: Prefix | Wildcard | Fuzzy, segments: Sequence[Segment], field: str) -> tuple[list[str], Expansion]:
    """The tokens of `field` that the leaf stands for, the most frequent ones where there are too many."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(_counted(leaf, segment, segment.field(field)))
    found = [token for token, count in counts.items() if count]
    limit = MAX_TOKENS_OF_FUZZY if isinstance(leaf, Fuzzy) else MAX_TOKENS_OF_PATTERN
    if len(found) > limit:
        found = sorted(found, key=lambda token: (-counts[token], token))[:limit]
    total = sum(1 for count in counts.values() if count)
    return found, Expansion(leaf.field, _written(leaf), len(found), total)


def _counted(leaf: Prefix | Wildcard | Fuzzy, segment: Segment, lists: Inverted) -> dict[str, int]:
    """The segment's tokens that the leaf stands for, with their live passages."""
    indices = lists.prefix_range(_fixed_start(leaf))
    tokens = lists.tokens[indices.start : indices.stop]
    counts = lists.passage_counts(indices, segment.live).tolist()
    match leaf:
        case Prefix():
            return dict(zip(tokens, counts, strict=True))
        case Wildcard(pattern=pattern):
            matching = re.compile(_expression(pattern)).match
            return {token: count for token, count in zip(tokens, counts, strict=True) if matching(token)}
        case Fuzzy(token=word, distance=distance):
            count_of = dict(zip(tokens, counts, strict=True))
            return {token: count_of[token] for token in near_tokens(word, tokens, distance)}


def _fixed_start(leaf: Prefix | Wildcard | Fuzzy) -> str:
    match leaf:
        case Prefix(prefix=prefix):
            return prefix
        case Wildcard(pattern=pattern):
            return re.split(r"[*?]", pattern, maxsplit=1)[0]
        case Fuzzy(token=token, prefix_length=length):
            return token[:length]


def _expression(pattern: str) -> str:
    """A regular expression for a wildcard pattern. The library's never tries a stretch twice, however many `*`."""
    return fnmatch.translate(pattern.replace("[", "[[]"))


def _written(leaf: Prefix | Wildcard | Fuzzy) -> str:
    match leaf:
        case Prefix(prefix=prefix):
            return f"{prefix}*"
        case Wildcard(pattern=pattern):
            return pattern
        case Fuzzy(token=token, distance=distance):
            return f"{token}~{distance}"


def near_tokens(word: str, tokens: Iterable[str], distance: int) -> list[str]:
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
