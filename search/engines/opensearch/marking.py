"""Which passages of a set match, asked of the cluster by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.base import MarkedMatch, PassageSet
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.translation import Dsl


def marked_matches(reader: StateReader, marked: PassageSet | None, matching: Sequence[Dsl]) -> tuple[MarkedMatch, ...]:
    """Those of the marked passages that match, by ascending place."""
    if marked is None:
        return ()
    matches = reader.counts_of("passage", marked.ids, matching)
    document_of = {place: marked.document_ids[place] for place, one in enumerate(marked.ids) if one in matches}
    in_document = reader.counts_of("document", tuple(dict.fromkeys(document_of.values())), matching)
    return tuple(MarkedMatch(place, in_document[document]) for place, document in document_of.items())
