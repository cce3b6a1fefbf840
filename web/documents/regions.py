"""A source's text as nested regions: which stretch belongs to which document, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.left_out import blanked
from search.model import Document
from web.documents.paragraphs import Block, text_blocks


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that belongs to the document whose region it stands in or, outside of any, to none (page furniture)."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """One document's share of a source: its own text and, in place, the regions of documents quoted in it.

    `left_out`: what stands among its words and is none of them, such as a column beside them.
    """

    document: Document
    children: tuple[Stretch | Region, ...]
    left_out: tuple[str, ...] = ()


def source_regions(text: str, documents: Sequence[Document]) -> tuple[Stretch | Region, ...]:
    """The whole text, in order. A document that lies within another becomes a region within that one's."""
    words = blanked(text, sorted({stretch for document in documents for stretch in document.left_out}))
    ordered = sorted(documents, key=lambda document: (document.start, -document.end, document.position))
    return tuple(_with_left_out(text, region) for region in _fill(words, 0, len(text), ordered))


def _with_left_out(text: str, region: Stretch | Region) -> Stretch | Region:
    """The region of a document in no other with what it leaves out, which is shown once."""
    if isinstance(region, Stretch):
        return region
    return replace(region, left_out=tuple(text[start:end] for start, end in region.document.left_out))


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
