"""What the engine is told of a document: one entry for each of its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.engines.base import IndexedPassage
from search.model import Document, Passage, Voice
from search.numbered_tokens import NumberedTokens


def engine_entries(
    file_name: str,
    document: Document,
    passages: Iterable[tuple[Passage, str]],
    tokens: Sequence[NumberedTokens] = (),
) -> Iterator[IndexedPassage]:
    """An entry for each passage, in order. The title is the author's own words, and searched with the first of them.

    `file_name`: as the facet of sources names it; all records of a bulk file are one source there, for a facet with
    a value for each of its documents would tell nobody anything. `tokens`: of each passage, or none of any.
    """
    passages = tuple(passages)
    titled = next((one.ordinal for one, _ in passages if one.voice is Voice.OWN_WORDS), 1)
    tokens_of_each: Sequence[NumberedTokens | None] = tokens or [None] * len(passages)
    for (passage, text), its_tokens in zip(passages, tokens_of_each, strict=True):
        yield IndexedPassage(
            id=passage.id,
            document_id=document.id,
            source_id=document.source_id,
            source=file_name,
            kind=document.kind,
            title=document.title if passage.ordinal == titled else "",
            document_title=document.title,
            text=text,
            authors=document.authors,
            recipients=document.recipients,
            author_forms=document.author_forms,
            recipient_forms=document.recipient_forms,
            date=document.date.edtf,
            voice=passage.voice,
            tokens=its_tokens,
        )
