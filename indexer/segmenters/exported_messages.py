"""The segmenter of chats that a program exported as data: one document a message that says something."""

from __future__ import annotations

from indexer.readers.exports.messages import ChatSource, WrittenMessage
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.stated import first_line
from indexer.structure import StructuredText
from search.model import Kind

CONFIDENCE = 1.0  # the file says so


class ExportedMessagesSegmenter:
    """Makes a post of each statement; what the program notes, and a picture without a word, belong to none."""

    name = "exported messages"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The statements in their order, or None where the source is no exported chat."""
        if not isinstance(source, ChatSource):
            return None
        return Proposal(self.name, CONFIDENCE, tuple(_draft(source, message) for message in source.messages))


def _draft(source: ChatSource, message: WrittenMessage) -> Draft:
    return Draft(
        key=message.key,
        kind=Kind.FORUM_POST,
        title=first_line(message.title or source.text[message.start : message.end]),
        start=message.start,
        end=message.end,
        authors=(message.author,) if message.author else (),
        date=message.date,
        reply_to=message.answers,
        thread=source.metadata["thread"],
        url=message.url,
        identity=message.identity,
        mail=message.links,
    )
