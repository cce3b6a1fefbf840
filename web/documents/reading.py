"""The body of a document page: its passages as running text, with the documents it quotes set in where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from search.documents.views import DocumentView, PassageView
from search.model import Document
from web.documents.paragraphs import Block, Span, text_blocks
from web.words.wording import voice_note, web_address

_FRAGMENT_WORDS = 6
"""Enough to be found once, few enough to stand in one element of the page."""


@dataclass(frozen=True, slots=True)
class Inset:
    """The place of a quoted document, whose words are its own."""

    document: Document


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text in one voice, between two insets. `note`: whom it quotes; empty where the words are the author's."""

    blocks: tuple[Block, ...]
    note: str = ""


def document_body(view: DocumentView) -> tuple[Flow | Inset, ...]:
    """Text and insets in reading order."""
    body: list[Flow | Inset] = []
    run: list[PassageView] = []
    for passage in view.passages:
        if passage.gap_before:
            body += _flow(view.words, run)
            body += [Inset(document) for document in passage.gap_before]
            run = []
        run.append(passage)
    return (*body, *_flow(view.words, run), *(Inset(document) for document in view.gap_after))


def place_on_the_web(view: DocumentView) -> str | None:
    """The original page at the first hit, or else at the document's beginning, where its address is known.

    A text fragment (https://wicg.github.io/scroll-to-text-fragment/): a browser that finds the words scrolls to them.
    """
    url = web_address(view.document.url, view.source.url)
    shown = next((one for one in view.passages if one.highlights), next(iter(view.passages), None))
    if url is None or shown is None or "#" in url:
        return url
    line = next((line for line in shown.text.splitlines() if line.strip()), "")
    start = quote(" ".join(line.split()[:_FRAGMENT_WORDS]), safe="").replace("-", "%2D")
    return f"{url}#:~:text={start}" if start else url


def _flow(text: str, run: Sequence[PassageView]) -> Iterator[Flow]:
    for note, passages in groupby(run, key=lambda shown: voice_note(shown.passage)):
        spans = tuple(_span(shown) for shown in passages)
        yield Flow(text_blocks(text, spans[0].start, spans[-1].end, spans), note)


def _span(shown: PassageView) -> Span:
    start = shown.passage.start
    highlights = tuple((start + a, start + b) for a, b in shown.highlights)
    return Span(start, shown.passage.end, shown.passage.ordinal, highlights)
