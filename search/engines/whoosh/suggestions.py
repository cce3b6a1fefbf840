"""Words and facet values that start as someone began to write."""

from __future__ import annotations

from collections import Counter

from search.engines.counting.passages import Passages
from search.engines.patterns import begun
from search.engines.whoosh.fields import words_field
from search.engines.whoosh.snapshot import Snapshot


def suggestions(snapshot: Snapshot, field: str, folded_prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
    """At most `limit` words of `text`, or values of a facet, with their passages; most frequent first, ties by value.

    `folded_prefix`: without case and accents.
    """
    counts = _words(snapshot, folded_prefix) if field == "text" else _values(snapshot, field, folded_prefix)
    ordered = sorted(((value, count) for value, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    return tuple(ordered[:limit])


def _words(snapshot: Snapshot, folded_prefix: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        lists = segment.field(words_field("text"))
        indices = lists.prefix_range(folded_prefix)
        tokens = lists.tokens[indices.start : indices.stop]
        counts.update(dict(zip(tokens, segment.passage_counts(words_field("text"), indices).tolist(), strict=True)))
    return counts


def _values(snapshot: Snapshot, field: str, folded_prefix: str) -> Counter[str]:
    column = snapshot.facets[field]
    counts = column.counts(Passages.all(snapshot.live)).tolist()
    starting = map(begun(folded_prefix), column.values)
    found = zip(column.values, counts, starting, strict=True)
    return Counter({value: count for value, count, starts in found if starts})
