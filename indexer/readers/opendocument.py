"""The reader of OpenDocument texts: https://docs.oasis-open.org/office/OpenDocument/v1.3/ part 3, chapters 5 and 6."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from indexer.readers.base import UnreadableError
from indexer.readers.unpacking import Unpacking
from indexer.readers.written_blocks import WrittenBlocks
from indexer.readers.zipped import opened_zip, xml_part
from indexer.structure import BlockKind, StructuredText

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"}
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class OpenDocumentReader:
    """Reads `.odt` files."""

    unpacking: Unpacking
    media_type: str = "application/vnd.oasis.opendocument.text"
    suffixes: frozenset[str] = frozenset({".odt"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The document as one text. Raises UnreadableError."""
        with opened_zip(path) as archive:
            content = xml_part(archive, "content.xml", self.unpacking)
            has_meta = "meta.xml" in archive.namelist()
            meta = xml_part(archive, "meta.xml", self.unpacking) if has_meta else None
        body = content.find(f".//{_OFFICE}text")
        if body is None:
            raise UnreadableError("it is an OpenDocument file without a text; save it as a text document")
        written = WrittenBlocks()
        _add_content(written, body, in_list=0)
        title = (meta.findtext(f".//{_TITLE}") or "").strip() if meta is not None else ""
        metadata = {"title": title} if title else {}
        yield StructuredText(name, self.media_type, written.text, written.blocks, metadata)


def _add_content(written: WrittenBlocks, parent: etree._Element, *, in_list: int) -> None:
    for element in parent:
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            written.add(BlockKind.HEADING, _words(element), min(int(level), 6) if level.isdecimal() else 1)
        elif element.tag == f"{_TEXT}p":
            written.add(BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH, _words(element), in_list)
        elif element.tag == f"{_TABLE}table-row":
            cells = element.iterchildren(f"{_TABLE}table-cell")
            written.add(BlockKind.TABLE_ROW, "\t".join(" ".join(_words(cell).split()) for cell in cells))
        else:
            _add_content(written, element, in_list=in_list + (element.tag == f"{_TEXT}list"))


def _words(element: etree._Element) -> str:
    """The characters of an element; spaces, tabs and line breaks stand in it as elements."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag not in _LEFT_OUT:
            pieces.append(_words(child) + (" " if child.tag == f"{_TEXT}p" else ""))
        pieces.append(child.tail or "")
    return "".join(pieces)
