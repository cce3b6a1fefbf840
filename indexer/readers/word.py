"""The reader of Word documents: paragraphs, headings, lists and the rows of tables, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content
from indexer.readers.unpacking import Unpacking
from indexer.readers.written_blocks import WrittenBlocks
from indexer.readers.zipped import member_bytes, opened_zip
from indexer.structure import BlockKind, StructuredText

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_DAMAGED = (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads `.docx` files. Their title counts; whom they name as author is whose program it was, and does not."""

    unpacking: Unpacking
    media_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffixes: frozenset[str] = frozenset({".docx"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The document as one text. Raises UnreadableError."""
        with opened_zip(path) as archive:
            for member in archive.infolist():  # before python-docx unpacks them all
                if member.filename.endswith((".xml", ".rels")):
                    member_bytes(archive, member, self.unpacking)
        # Loading it takes longer than starting without it, and most runs meet no Word document.
        from docx import Document
        from docx.opc.exceptions import OpcError

        try:
            document = Document(BytesIO(file_content(path)))
            written = WrittenBlocks()
            for item in document.iter_inner_content():
                _add(written, item)
            title = (document.core_properties.title or "").strip()
        except (OpcError, *_DAMAGED) as error:
            raise UnreadableError(f"it cannot be read as a Word document ({error}); save it again") from error
        metadata = {"title": title} if title else {}
        yield StructuredText(name, self.media_type, written.text, written.blocks, metadata)


def _add(written: WrittenBlocks, item: Paragraph | Table) -> None:
    from docx.table import Table

    if isinstance(item, Table):
        for row in item.rows:
            written.add(BlockKind.TABLE_ROW, "\t".join(" ".join(cell.text.split()) for cell in row.cells))
        return
    style = (item.style.name if item.style else None) or ""
    heading = _HEADING.fullmatch(style)
    if heading or style == "Title":
        written.add(BlockKind.HEADING, item.text, int(heading[1]) if heading else 1)
    elif style.startswith("List"):
        written.add(BlockKind.LIST_ITEM, item.text, 1)
    else:
        written.add(BlockKind.QUOTE if "Quote" in style else BlockKind.PARAGRAPH, item.text)
