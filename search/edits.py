"""Edit distance: whether two words are within a few insertions, deletions, replacements and transpositions."""

from __future__ import annotations


def within_edits(first: str, second: str, limit: int) -> bool:
    """Whether at most `limit` edits lead from one word to the other, a transposition of neighbours counting as one.

    The optimal string alignment distance, which Lucene's fuzzy queries use too: no stretch is edited twice.
    """
    if abs(len(first) - len(second)) > limit:
        return False
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        current = [row]
        for column, other in enumerate(second, start=1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(above) > limit:
            return False
        before, above = above, current
    return above[-1] <= limit
