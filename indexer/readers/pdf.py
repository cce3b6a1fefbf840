"""The reader of PDF: the text layer of each page; pages that are only pictures are named."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.base import UnreadableError, UnreadableRecord
from indexer.readers.text import text_blocks
from indexer.readers.written_blocks import WrittenBlocks
from indexer.structure import StructuredText

if TYPE_CHECKING:
    from pypdf import PageObject

# What pypdf lets through on damaged files, besides its own errors.
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
logging.getLogger("pypdf").setLevel(logging.ERROR)


class PdfDocumentReader:
    """Reads `.pdf` files. Their title counts; whom they name as author is who saved them, and does not."""

    media_type = "application/pdf"
    suffixes = frozenset({".pdf"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText | UnreadableRecord]:
        """The words of all pages as one text, then a record that names the pages without a text layer.

        Raises UnreadableError for a damaged or encrypted file, and where no page has a text layer.
        """
        # Loading it takes longer than starting without it, and most runs meet no PDF.
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError, PyPdfError

        try:
            reader = PdfReader(path)
            texts = [page.extract_text() for page in reader.pages]
            scans = [number for number, page in enumerate(reader.pages, start=1) if _is_scan(page, texts[number - 1])]
            title = str((reader.metadata and reader.metadata.title) or "").strip()
        except FileNotDecryptedError as error:
            raise UnreadableError("it is encrypted; save it without a password") from error
        except (PyPdfError, *_DAMAGED) as error:
            raise UnreadableError(f"it cannot be read as PDF ({error}); check that it is whole") from error
        if scans and not any(text.strip() for text in texts):
            pages = "its only page has no" if len(texts) == 1 else f"none of its {len(texts)} pages has a"
            raise UnreadableError(f"{pages} text layer; run a text recognition over it")
        written = WrittenBlocks()
        for text in texts:
            words = _as_text(text).strip()
            written.add_all(words, text_blocks(words))
        metadata = {"title": title} if title else {}
        yield StructuredText(name, self.media_type, written.text, written.blocks, metadata)
        if scans:
            reason = f"no text layer on {_pages(scans)}; run a text recognition over the file"
            yield UnreadableRecord(f"{name}#pages", reason)


def _is_scan(page: PageObject, text: str) -> bool:
    """Whether a page shows pictures and no words; an empty page is no scan."""
    return not text.strip() and len(page.images) > 0


def _as_text(text: str) -> str:
    """The text with `\\n` line ends; half characters, which broken fonts give, as the replacement character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _pages(numbers: list[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))}"
