"""The reader of Markdown: the text stays as it was typed, marks included; CommonMark gives the blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.readers.content import file_text
from indexer.readers.fields import metadata_of
from indexer.readers.front_matter import parse_front_matter
from indexer.structure import Block, BlockKind, StructuredText

_LEAVES = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "fence": BlockKind.PREFORMATTED,
    "code_block": BlockKind.PREFORMATTED,
    "html_block": BlockKind.PARAGRAPH,
    "tr_open": BlockKind.TABLE_ROW,
    "hr": BlockKind.RULE,
}
_CONTAINERS = {"list_item": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE}


class MarkdownReader:
    """Reads `.md` files; front matter goes into the metadata."""

    media_type = "text/markdown"
    suffixes = frozenset({".md", ".markdown"})

    def read(self, path: Path, name: str) -> Iterator[StructuredText]:
        """The file as one text. Raises UnreadableError."""
        decoded = file_text(path)
        front_matter = parse_front_matter(decoded.text)
        yield StructuredText(
            name=name,
            media_type=self.media_type,
            text=decoded.text,
            blocks=markdown_blocks(decoded.text, body_start=front_matter.end if front_matter else 0),
            metadata=metadata_of(front_matter.fields) if front_matter else {},
            encoding=decoded.encoding,
            notes=decoded.notes,
        )


def markdown_blocks(text: str, body_start: int = 0) -> tuple[Block, ...]:
    """The blocks of Markdown in reading order; what stands before `body_start` is one block of front matter.

    A block keeps the marks of its lines (`# `, `- `, `> `). Lines that CommonMark makes nothing of (link
    definitions, a lone `>`) go with the block right above them, or are a paragraph.
    """
    body = text[body_start:]
    line_starts = [0, *accumulate(len(line) + 1 for line in body.split("\n"))]
    blocks = [block for block in (_trimmed(body, each) for each in _leaves(body, line_starts)) if block]
    whole = _with_gaps_filled(body, blocks)
    moved = (replace(block, start=block.start + body_start, end=block.end + body_start) for block in whole)
    front_matter = _trimmed(text, Block(BlockKind.FRONT_MATTER, 0, body_start))
    return (*([front_matter] if front_matter else []), *moved)


def _leaves(body: str, line_starts: list[int]) -> Iterator[Block]:
    containers: list[str] = []
    depth_at_item_start = -1
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        container = token.type.removesuffix("_open").removesuffix("_close")
        if container in _CONTAINERS:
            containers = [*containers, container] if token.nesting > 0 else containers[:-1]
            depth_at_item_start = token.level + 1 if token.type == "list_item_open" else -1
        elif token.type in _LEAVES and token.map:
            kind, level = _kind_and_level(token, containers, opens_item=token.level == depth_at_item_start)
            depth_at_item_start = -1
            start, end = line_starts[token.map[0]], min(line_starts[token.map[1]], len(body))
            yield Block(kind, start, end, level, containers.count("blockquote"))


def _kind_and_level(token: Token, containers: list[str], *, opens_item: bool) -> tuple[BlockKind, int]:
    if token.type == "heading_open":
        return BlockKind.HEADING, int(token.tag[1:])
    if token.type == "paragraph_open" and containers:
        innermost = containers[-1]
        if innermost == "blockquote" or opens_item:
            return _CONTAINERS[innermost], containers.count(innermost)
    return _LEAVES[token.type], 0


def _with_gaps_filled(body: str, blocks: list[Block]) -> list[Block]:
    whole: list[Block] = []
    position = 0
    for block in [*blocks, None]:
        gap = _trimmed(body, Block(BlockKind.PARAGRAPH, position, block.start if block else len(body)))
        if gap and whole and body.count("\n", whole[-1].end, gap.start) <= 1:
            whole[-1] = replace(whole[-1], end=gap.end)
        elif gap:
            whole.append(gap)
        if block:
            whole.append(block)
            position = block.end
    return whole


def _trimmed(text: str, block: Block) -> Block | None:
    """The block without white space at its ends; None if nothing is left."""
    words = text[block.start : block.end]
    start = block.start + len(words) - len(words.lstrip())
    end = block.start + len(words.rstrip())
    return replace(block, start=start, end=end) if start < end else None
