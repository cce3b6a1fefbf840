"""Facets: an engine's counts as a person reads them, with what is selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from search.engines.base import FACET_FIELDS, Filters
from search.results import Facet, FacetValue

FACET_LABELS = {
    "kind": "Kind of document",
    "author": "Author",
    "recipient": "Recipient",
    "voice": "Voice",
    "source": "Source",
    "date": "Date",
}
LABELS_OF_NOTHING = {
    "kind": "Unknown kind",
    "author": "Unknown author",
    "recipient": "No named recipient",
    "voice": "Unknown voice",
    "source": "Unnamed source",
}
"""What a person reads for the empty value: documents that have none in that field."""


def facets(counts: Mapping[str, Sequence[tuple[str, int]]], filters: Filters) -> tuple[Facet, ...]:
    """A facet for each field counted, in the order of FACET_FIELDS.

    `counts`: field -> (value, count), most frequent first. Selected and excluded values come first and stay with a
    count of 0 where nothing matches them, so that they can be taken back.
    """
    return tuple(
        _facet(name, counts[name], filters.values(name), filters.excluded_values(name))
        for name in FACET_FIELDS
        if name in counts
    )


def _facet(name: str, counts: Sequence[tuple[str, int]], chosen: Sequence[str], excluded: Sequence[str]) -> Facet:
    absent = dict.fromkeys((*chosen, *excluded), 0)
    ordered = sorted((absent | dict(counts)).items(), key=lambda entry: (entry[0] not in absent, -entry[1], entry[0]))
    labels = _labels(name, [value for value, _ in ordered])
    values = tuple(
        FacetValue(value, labels[value], count, value in chosen, value in excluded) for value, count in ordered
    )
    return Facet(field=name, label=FACET_LABELS[name], values=values)


def _labels(name: str, values: Sequence[str]) -> dict[str, str]:
    """The values themselves; a source without its folders, where that leaves no two alike."""
    labels = {value: value or LABELS_OF_NOTHING[name] for value in values}
    if name == "source":
        short = {value: _without_folders(value) for value in values if value}
        times = Counter(short.values())
        labels.update({value: label for value, label in short.items() if times[label] == 1})
    return labels


def _without_folders(source_name: str) -> str:
    return source_name.rpartition("/")[2]
