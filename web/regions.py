"""A source's text as nested regions: which stretch belongs to which document, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.model import Document
from web.paragraphs import Block, text_blocks


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that belongs to the document whose region it stands in or, outside of any, to none (page furniture)."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """One document's share of a source: its own text and, in place, the regions of documents quoted in it."""

    document: Document
    children: tuple[Stretch | Region, ...]


def source_regions(text: str, documents: Sequence[Document]) -> tuple[Stretch | Region, ...]:
    """The whole text, in order. A document that lies within another becomes a region within that one's."""
    ordered = sorted(documents, key=lambda document: (document.start, -document.end, document.position))
    return _fill(text, 0, len(text), ordered)


def _fill(text: str, start: int, end: int, documents: list[Document]) -> tuple[Stretch | Region, ...]:
    """The regions of `text[start:end]`; takes from `documents` those that begin there."""
    found: list[Stretch | Region] = []
    position = start
    while documents and documents[0].start < end:
        document = documents.pop(0)
        found += _stretch(text, position, document.start)
        position = max(position, min(document.end, end))
        found.append(Region(document, _fill(text, max(document.start, start), position, documents)))
    return (*found, *_stretch(text, position, end))


def _stretch(text: str, start: int, end: int) -> list[Stretch]:
    blocks = text_blocks(text, start, end) if start < end else ()
    return [Stretch(blocks)] if blocks else []
