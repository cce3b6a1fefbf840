"""Sources for tests: from a string as if it had been read, and from bytes through the reader that a file gets."""

from __future__ import annotations

from pathlib import Path

from indexer.readers import UnreadableRecord, reader_for
from indexer.readers.text import text_blocks
from indexer.structure import StructuredText


def plain_text(text: str) -> StructuredText:
    """A text file's structured text."""
    return StructuredText(name="source.txt", media_type="text/plain", text=text, blocks=text_blocks(text))


def read_all(path: Path) -> list[StructuredText | UnreadableRecord]:
    """All that the reader of this file gives."""
    reader = reader_for(path)
    assert reader is not None
    return list(reader.read(path, path.name))


def read_one(path: Path) -> StructuredText:
    """The one structured text of this file."""
    (source,) = read_all(path)
    assert isinstance(source, StructuredText)
    return source


def assert_blocks_cover(source: StructuredText) -> None:
    """Blocks are in order, apart, without white space at their ends, and leave out only white space."""
    position = 0
    for block in source.blocks:
        assert source.text[position : block.start].strip() == ""
        words = source.block_text(block)
        assert words
        assert words == words.strip()
        assert block.start >= position
        position = block.end
    assert source.text[position:].strip() == ""
