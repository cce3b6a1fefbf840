"""The segmenter of what says itself what it is: a record of a bulk file, or front matter that names the kind."""

from __future__ import annotations

from indexer.date_places import FRONT_MATTER, RECORD
from indexer.readers.jsonl import JsonlReader
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.stated import (
    stated_authors,
    stated_date,
    stated_kind,
    stated_recipients,
    stated_signatories,
    title_of,
)
from indexer.segmenters.text_span import words_span
from indexer.structure import BlockKind, StructuredText
from search.model import Kind

_RECORD_CONFIDENCE = 1.0
_FRONT_MATTER_CONFIDENCE = 0.98


class RecordSegmenter:
    """Makes one document of the whole text, with the fields as they are stated."""

    name = "record"

    def propose(self, source: StructuredText) -> Proposal | None:
        """One document, or None where the source is no record and its front matter names no kind."""
        is_record = source.media_type == JsonlReader.media_type
        kind = stated_kind(source.metadata)
        has_front_matter = bool(source.blocks) and source.blocks[0].kind is BlockKind.FRONT_MATTER
        if not is_record and (kind is None or not has_front_matter):
            return None
        start, end = words_span(source)
        if start == end:
            return None
        draft = Draft(
            key="record",
            kind=kind or _kind_by_fields(source),
            title=title_of(source),
            start=start,
            end=end,
            authors=stated_authors(source.metadata),
            signatories=stated_signatories(source.metadata),
            recipients=stated_recipients(source.metadata),
            date=stated_date(source.metadata, RECORD if is_record else FRONT_MATTER),
            thread=source.metadata.get("thread"),
            url=source.metadata.get("url"),
        )
        return Proposal(self.name, _RECORD_CONFIDENCE if is_record else _FRONT_MATTER_CONFIDENCE, (draft,))


def _kind_by_fields(source: StructuredText) -> Kind:
    """The kind where none is stated: only letters name a recipient, and of the rest only posts a thread."""
    if stated_recipients(source.metadata):
        return Kind.LETTER
    return Kind.FORUM_POST if "thread" in source.metadata else Kind.WEB_PAGE
