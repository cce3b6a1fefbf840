"""Text put together from the blocks of a format that has no text of its own, as word processors' files."""

from __future__ import annotations

from dataclasses import replace

from indexer.structure import Block, BlockKind


class WrittenBlocks:
    """Blocks in reading order, with a blank line between two, or a line end between the rows of a table or list."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._pieces)

    @property
    def length(self) -> int:
        """How many characters were added."""
        return self._length

    @property
    def blocks(self) -> tuple[Block, ...]:
        """A block for each addition with words."""
        return tuple(self._blocks)

    def add(self, kind: BlockKind, words: str, level: int = 0) -> None:
        """Add a block; without words nothing is added."""
        words = words.strip()
        if not words:
            return
        self._part(kind)
        quotes = 1 if kind is BlockKind.QUOTE else 0
        self._blocks.append(Block(kind, self._length, self._length + len(words), level, quotes))
        self._append(words)

    def add_all(self, text: str, blocks: tuple[Block, ...]) -> None:
        """Add a text with blocks of its own, as of a chapter."""
        if not blocks:
            return
        self._part(BlockKind.PARAGRAPH)
        moved = self._length
        self._blocks.extend(replace(block, start=block.start + moved, end=block.end + moved) for block in blocks)
        self._append(text)

    def _part(self, kind: BlockKind) -> None:
        if self._blocks:
            close = kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM) and kind is self._blocks[-1].kind
            self._append("\n" if close else "\n\n")

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
