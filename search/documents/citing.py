"""Passages to take away: found by a search or named by their ids, each whole, with its document and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from search.catalog import CatalogReader, FormerDocument
from search.documents.taken import CitedPassage
from search.errors import IndexDamagedError
from search.model import Passage

MAX_NAMED = 100
"""How many passages can be named in one list: what an address of a few thousand characters holds."""


def found_passages(reader: CatalogReader, scores: Mapping[str, float]) -> tuple[CitedPassage, ...]:
    """The passages that a search found, in its order. `scores`: by passage id.

    Raises IndexDamagedError where the catalog lacks one of them.
    """
    cited = _present(reader, list(scores), scores)
    missing = [passage_id for passage_id in scores if passage_id not in cited]
    if missing:
        raise IndexDamagedError(
            f"The index finds passage {missing[0]}, which the catalog does not hold; run `flori verify`."
        )
    return tuple(cited[passage_id] for passage_id in scores)


def named_passages(reader: CatalogReader, ids: Sequence[str]) -> tuple[tuple[CitedPassage, ...], tuple[str, ...]]:
    """The passages of these ids, each once, in the order given, and the ids of which nothing is known.

    A passage that is gone is given as it last was.
    """
    wanted = tuple(dict.fromkeys(ids))
    cited = _present(reader, wanted, {})
    for passage_id in wanted:
        if passage_id not in cited and (former := _former(reader, passage_id)):
            cited[passage_id] = former
    return (
        tuple(cited[passage_id] for passage_id in wanted if passage_id in cited),
        tuple(passage_id for passage_id in wanted if passage_id not in cited),
    )


def document_id_of(passage_id: str) -> str:
    """The id of a passage's document, which the passage's begins with."""
    return passage_id.partition("-")[0]


def _present(reader: CatalogReader, ids: Sequence[str], scores: Mapping[str, float]) -> dict[str, CitedPassage]:
    texts = reader.passages(ids)
    documents = reader.documents({passage.document_id for passage, _ in texts.values()})
    sources = reader.sources({document.source_id for document in documents.values()})
    cited = {}
    for passage_id, (passage, text) in texts.items():
        document = documents[passage.document_id]
        source = sources[document.source_id]
        cited[passage_id] = CitedPassage(
            passage,
            text,
            document,
            source.name,
            source.url,
            modified=datetime.fromtimestamp(source.mtime_ns // 10**9, UTC).isoformat(),
            score=scores.get(passage_id),
            present=True,
        )
    return cited


def _former(reader: CatalogReader, passage_id: str) -> CitedPassage | None:
    former: FormerDocument | None = reader.former_document(document_id_of(passage_id))
    kept = next((one for one in former.passages if one.id == passage_id), None) if former else None
    if former is None or kept is None:
        return None
    document = former.document
    # Where it stood in its source is not kept: the source may hold other words there now.
    start = end = document.start
    passage = Passage(passage_id, document.id, kept.ordinal, start, end, kept.voice, kept.quoted)
    return CitedPassage(
        passage, kept.text, document, former.source_name, None, modified=None, score=None, present=False
    )
