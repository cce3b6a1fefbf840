"""The segmenter of editions in TEI: the letters that the file marks, and the editors' notes apart from them."""

from __future__ import annotations

from indexer.readers.tei import TeiSource
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.stated import first_line
from indexer.structure import StructuredText
from search.model import Kind

CONFIDENCE = 1.0  # the file says so


class TeiLettersSegmenter:
    """Makes a document of each letter that a TEI file marks as one, and one of the notes to them."""

    name = "TEI letters"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The letters and, after them, the notes; None where the file marks no letter."""
        if not isinstance(source, TeiSource) or not source.letters:
            return None
        drafts = [
            Draft(
                key=letter.key,
                kind=Kind.LETTER,
                title=letter.title or first_line(source.text[letter.start : letter.end]),
                start=letter.start,
                end=letter.end,
                authors=letter.authors,
                signatories=letter.signatories,
                recipients=letter.recipients,
                date=letter.date,
                reply_to=letter.answers if letter.answers != letter.key else None,
                thread=source.metadata.get("title") if len(source.letters) > 1 else None,
                url=letter.url,
            )
            for letter in source.letters
        ]
        if source.notes_start is not None:
            title = f"Notes to {source.metadata.get('title') or source.name}"
            drafts.append(Draft("notes", Kind.WEB_PAGE, title, source.notes_start, len(source.text)))
        return Proposal(self.name, CONFIDENCE, tuple(drafts))
