"""Edit distance: whether two words are within a few insertions, deletions, replacements and transpositions."""

from __future__ import annotations


def within_edits(first: str, second: str, limit: int) -> bool:
    """Whether at most `limit` edits lead from one word to the other, a transposition of neighbours counting as one.

    The optimal string alignment distance, which Lucene's fuzzy queries use too: no stretch is edited twice.
    """
    if abs(len(first) - len(second)) > limit:
        return False
    beyond = limit + 1
    before: list[int] = []
    above = [min(column, beyond) for column in range(len(second) + 1)]
    for row, letter in enumerate(first, start=1):
        # Further from the diagonal there are more edits than allowed already, however long the words.
        start, end = max(1, row - limit), min(len(second), row + limit)
        current = [min(row, beyond)] + [beyond] * len(second)
        for column in range(start, end + 1):
            other = second[column - 1]
            cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current[column] = cost
        if min(current) > limit and min(above) > limit:
            return False
        before, above = above, current
    return above[-1] <= limit
