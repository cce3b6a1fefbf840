"""The segmenter of e-mail: one document a message, its people, date and place in a thread as its headers say."""

from __future__ import annotations

import json

from indexer.date_places import MESSAGE_HEADER
from indexer.readers.mail_message import MEDIA_TYPE
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.signature_mark import above_marked_signature
from indexer.segmenters.stated import first_line, stated_authors, stated_date, stated_recipients
from indexer.segmenters.text_span import trimmed_span, words_span
from indexer.structure import StructuredText
from search.model import Kind, MailHeaders

MESSAGE_IDENTITY = "message"


class EmailSegmenter:
    """Makes one document of a message, without its signature."""

    name = "email"

    def propose(self, source: StructuredText) -> Proposal | None:
        """One document, or None where the source is no message or has no words."""
        start, end = words_span(source)
        if source.media_type != MEDIA_TYPE or start == end:
            return None
        start, end = trimmed_span(source.text, start, above_marked_signature(source.text, start, end))
        if start == end:
            return None
        metadata = source.metadata
        draft = Draft(
            key="message",
            kind=Kind.EMAIL,
            title=metadata.get("title") or first_line(source.text[start:end]),
            start=start,
            end=end,
            authors=stated_authors(metadata),
            recipients=stated_recipients(metadata),
            date=stated_date(metadata, MESSAGE_HEADER),
            thread=metadata.get("thread"),
            identity=MESSAGE_IDENTITY,
            mail=MailHeaders(metadata.get("message_id"), tuple(json.loads(metadata.get("follows", "[]")))),
        )
        return Proposal(self.name, 1.0, (draft,))
