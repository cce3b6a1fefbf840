"""Facets: an engine's counts as a person reads them, with what is selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from search.engines.base import FACET_FIELDS, Filters
from search.engines.counts import Counted
from search.message import Message
from search.results import Facet, FacetValues

FACET_LABELS = {
    "kind": Message("Kind of document"),
    "author": Message("Author"),
    "recipient": Message("Recipient"),
    "voice": Message("Voice"),
    "source": Message("Source"),
    "date": Message("Date"),
}
LABELS_OF_NOTHING = {
    "kind": Message("Unknown kind"),
    "author": Message("Unknown author"),
    "recipient": Message("No named recipient"),
    "voice": Message("Unknown voice"),
    "source": Message("Unnamed source"),
}
"""What a person reads for the empty value: documents that have none in that field."""


def facets(counts: Mapping[str, Sequence[Counted]], filters: Filters) -> tuple[Facet, ...]:
    """A facet for each field counted, in the order of FACET_FIELDS.

    `counts`: field -> (value, count), most frequent first. Selected and excluded values come first and stay with a
    count of 0 where nothing matches them, so that they can be taken back.
    """
    return tuple(
        _facet(name, counts[name], filters.values(name), filters.excluded_values(name))
        for name in FACET_FIELDS
        if name in counts
    )


def _facet(name: str, counts: Sequence[Counted], chosen: Sequence[str], excluded: Sequence[str]) -> Facet:
    kept = {*chosen, *excluded}
    ordered = _kept_first(counts, kept) if kept else counts
    values = FacetValues(ordered, _labels(name, ordered), chosen, excluded)
    return Facet(field=name, label=FACET_LABELS[name], values=values)


def _kept_first(counts: Sequence[Counted], kept: Collection[str]) -> list[Counted]:
    count_of = dict(counts)
    first = sorted(((value, count_of.get(value, 0)) for value in kept), key=lambda entry: (-entry[1], entry[0]))
    return [*first, *(entry for entry in counts if entry[0] not in kept)]


def _labels(name: str, counts: Sequence[Counted]) -> dict[str, str]:
    """What is shown for the values that do not stand for themselves.

    That is the empty one, and a source, shown without its folders where that leaves no two alike.
    """
    labels: dict[str, str] = {"": LABELS_OF_NOTHING[name]}
    if name == "source":
        short = {value: _without_folders(value) for value, _ in counts if value}
        times = Counter(short.values())
        labels.update({value: label for value, label in short.items() if times[label] == 1})
    return labels


def _without_folders(source_name: str) -> str:
    return source_name.rpartition("/")[2]
