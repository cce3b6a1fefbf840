"""Long lists of ids, cut into what one statement takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

_IDS_PER_STATEMENT = 1_000
"""Below the number of parameters that databases take in one statement, also where it has the ids twice."""


def portions(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """Runs of the ids, in their order."""
    listed = list(ids)
    for start in range(0, len(listed), _IDS_PER_STATEMENT):
        yield listed[start : start + _IDS_PER_STATEMENT]
