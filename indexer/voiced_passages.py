"""The passages of a document as records: cut where another voice begins, each with whose words it is."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.identity import passage_ids
from indexer.passages import split_passages
from indexer.structure import StructuredText
from indexer.voices import Quotation, quotation_at, seams
from search.model import Document, Passage, Voice


def voiced_passages(
    source: StructuredText,
    document: Document,
    holes: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation],
) -> tuple[tuple[Passage, str], ...]:
    """The passages with their texts, in order; none mixes voices, or the words of two who are quoted.

    `source`: with blanks where the document leaves something out. `holes`: the documents quoted in this one.
    `quotations`: what else it quotes, ascending and apart.
    """
    text = source.text
    spans = split_passages(text, document.start, document.end, source.blocks, holes, seams(text, quotations))
    texts = [text[start:end] for start, end in spans]
    ids = passage_ids(document.id, texts)
    return tuple(
        (_passage(document.id, ordinal, passage_id, span, passage_text, quotations), passage_text)
        for ordinal, (passage_id, span, passage_text) in enumerate(zip(ids, spans, texts, strict=True), start=1)
    )


def _passage(
    document_id: str,
    ordinal: int,
    passage_id: str,
    span: tuple[int, int],
    text: str,
    quotations: Sequence[Quotation],
) -> Passage:
    start, end = span
    first_word = start + len(text) - len(text.lstrip())
    quotation = quotation_at(quotations, first_word)
    return Passage(
        id=passage_id,
        document_id=document_id,
        ordinal=ordinal,
        start=start,
        end=end,
        voice=Voice.QUOTING if quotation else Voice.OWN_WORDS,
        quoted=quotation.quoted if quotation else None,
    )
