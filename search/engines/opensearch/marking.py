"""Which passages of a set match, asked of the cluster by their documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from search.engines.base import MarkedMatch, PassageSet
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl

_DOCUMENTS_AT_ONCE = 10_000
"""A cluster takes no more than 65,536 values in one filter."""


def marked_matches(reader: StateReader, marked: PassageSet | None, matching: Sequence[Dsl]) -> tuple[MarkedMatch, ...]:
    """Those of the marked passages that match, by ascending place."""
    if marked is None:
        return ()
    document_of = dict(_matches_in(reader, tuple(dict.fromkeys(marked.document_ids)), matching))
    in_document = Counter(document_of.values())
    return tuple(
        MarkedMatch(place, in_document[document_of[passage_id]])
        for place, passage_id in enumerate(marked.ids)
        if passage_id in document_of
    )


def _matches_in(reader: StateReader, document_ids: Sequence[str], matching: Sequence[Dsl]) -> Iterator[tuple[str, str]]:
    """The ids of all matching passages of documents, each with that of its document."""
    for start in range(0, len(document_ids), _DOCUMENTS_AT_ONCE):
        some: Dsl = {"terms": {"document": list(document_ids[start : start + _DOCUMENTS_AT_ONCE])}}
        for row in reader.rows([*matching, some], ["document"]):
            yield row["fields"]["passage"][0], row["fields"]["document"][0]
