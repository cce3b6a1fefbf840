"""The reader of Rich Text Format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from indexer.readers.base import UnreadableError
from indexer.readers.content import file_content
from indexer.readers.text import text_blocks
from indexer.structure import StructuredText


class RtfReader:
    """Reads `.rtf` files; what is set in them as heading or list is a paragraph like any other."""

    media_type = "application/rtf"
    suffixes = frozenset({".rtf"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The document as one text. Raises UnreadableError."""
        content = file_content(path)
        if not content.lstrip().startswith(b"{\\rtf"):
            raise UnreadableError("it does not begin as an RTF file does; give it the suffix it needs")
        try:
            # The format is ASCII; bytes beyond it, which some programs leave in, are of Windows-1252.
            text = rtf_to_text(content.decode("cp1252", "replace"), errors="replace")
        except (ValueError, LookupError, OverflowError, RecursionError) as error:
            raise UnreadableError(f"it cannot be read as RTF ({error}); save it again") from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield StructuredText(name, self.media_type, text, text_blocks(text))
