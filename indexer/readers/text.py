"""The reader of plain text: paragraphs are what blank lines part, or long lines where there are no blank ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from indexer.readers.content import file_text
from indexer.structure import MOST_WRAPPED_CHARS, RULE_MARKS, Block, BlockKind, StructuredText

_LIST_MARK = re.compile(r"(?:\*(?![^*\n]*\*)|[•▪◦‣]|[-–]\s|\d{1,3}[.)]\s|\(?(?:\d{1,3}|[a-z])\)\s)")
_RULE = re.compile(rf"(?:[{RULE_MARKS}]\s?){{3,}}")
_STRETCH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")


class TextReader:
    """Reads `.txt` files of any encoding."""

    media_type = "text/plain"
    suffixes = frozenset({".txt", ".text"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The file as one text. Raises UnreadableError."""
        decoded = file_text(path)
        yield StructuredText(
            name=name,
            media_type=self.media_type,
            text=decoded.text,
            blocks=text_blocks(decoded.text),
            encoding=decoded.encoding,
            notes=decoded.notes,
        )


@lru_cache(
    maxsize=1
)  # asked again for the same text: by its reader, and for the paragraphs of a post that is all of it
def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of plain text in reading order; list items and rules are known by the marks they begin with."""
    return tuple(block for stretch in _STRETCH.finditer(text) for block in _blocks_of_stretch(text, stretch.span()))


def _blocks_of_stretch(text: str, span: tuple[int, int]) -> Iterator[Block]:
    """The blocks of lines without a blank one among them; lines of one wrapped paragraph are joined."""
    if text.find("\n", *span) < 0:  # most stretches: nothing to be joined
        yield _block(text, span[0], span[0] + len(text[slice(*span)].rstrip()))
        return
    lines = [(match.start(), match.start() + len(match[0].rstrip())) for match in _LINE.finditer(text, *span)]
    wrapped = max(end - start for start, end in lines) <= MOST_WRAPPED_CHARS
    block: Block | None = None
    for start, end in lines:
        line = _block(text, start, end)
        if block and wrapped and line.kind is BlockKind.PARAGRAPH and block.kind is not BlockKind.RULE:
            block = Block(block.kind, block.start, end, block.level)
            continue
        if block:
            yield block
        block = line
    if block:
        yield block


def _block(text: str, start: int, end: int) -> Block:
    """A line as a block of its own."""
    kind = _line_kind(text[start:end])
    return Block(kind, start, end, level=1 if kind is BlockKind.LIST_ITEM else 0)


def _line_kind(line: str) -> BlockKind:
    if line[:1].isalpha() and line[1:2] != ")":  # most lines: no mark begins with a letter but `a)`
        return BlockKind.PARAGRAPH
    if _RULE.fullmatch(line):
        return BlockKind.RULE
    return BlockKind.LIST_ITEM if _LIST_MARK.match(line) else BlockKind.PARAGRAPH
