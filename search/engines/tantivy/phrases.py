"""Phrases with words between: the ways in which the words can stand, and the passages in which they do.

tantivy's own slop also takes tokens that stand the other way round, so each way is a phrase of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import tantivy

from search.engines.counting.arrays import Integers
from search.engines.effort import Effort
from search.engines.tantivy.matching import Matching
from search.errors import UnsupportedError

MAX_PHRASE_SHAPES = 2_000
"""Ways in which the words of a query's phrases with slop may stand apart; each is a query of its own."""
CHECKS_AT_ONCE = 200_000
"""Passages compared with a way to stand, each about a microsecond, between two looks at the clock."""

Shape = list[int]


def shapes(count: int, slop: int, most: int) -> list[Shape]:
    """The places that `count` tokens in order can have with at most `slop` others between them in all.

    Raises UnsupportedError for more than `most`.
    """
    found = [[0]]
    for _ in range(count - 1):
        found = [[*shape, place] for shape in found for place in range(shape[-1] + 1, len(shape) + slop + 1)]
        if len(found) > most:
            raise UnsupportedError(
                f"The tantivy engine cannot look for {count} words with up to {slop} others between them; "
                "use a smaller number after ~, fewer words, fewer such phrases, or the whoosh engine."
            )
    return found


def standing(
    matching: Matching, effort: Effort, phrases: Sequence[tantivy.Query], words: tantivy.Query
) -> Integers | None:
    """The numbers of the passages in which any of the phrases stands, ascending; None where that need not be found out.

    tantivy looks at no clock, so that what would take long is asked for in parts. `words`: matches all passages that
    have all words of the phrases.
    """
    candidates = matching.count(words)
    if candidates * len(phrases) <= CHECKS_AT_ONCE:
        return None
    return np.unique(np.concatenate(list(_in_parts(matching, effort, phrases, candidates))))


def _in_parts(
    matching: Matching, effort: Effort, phrases: Sequence[tantivy.Query], candidates: int
) -> Iterator[Integers]:
    at_once = max(1, CHECKS_AT_ONCE // candidates)
    for start in range(0, len(phrases), at_once):
        part = phrases[start : start + at_once]
        effort.spend(candidates * len(part))
        yield matching.numbers(tantivy.Query.boolean_query([(tantivy.Occur.Should, phrase) for phrase in part]))
