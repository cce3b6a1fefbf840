"""Plain text as the blocks a reader sees: paragraphs, list items, quotations, headings, and passages within them.

Nothing is added to the text or left out of it but blank lines. A line end inside a hard-wrapped paragraph becomes a
space, so that the text can be set to any width; every other line end stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from web.documents.highlighting import Run, marked_runs

_LONG_LINE_CHARS = 100
"""Text with lines longer than this was not hard-wrapped, and such a line is a paragraph of its own."""
_WRAPPED_LINE_CHARS = 50
"""A shorter line ended because its writer ended it: an address, a verse, a signature."""
_WRAP_TOLERANCE_CHARS = 10
"""How far below the widest line a wrapped line may stop short, its next word counted in."""

_ITEM = re.compile(
    r"[*•·‣–—-]\s|[•‣]|\*(?=[^\s*])(?!.*\*)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?:\s|$)|\[\d{1,3}\]", re.IGNORECASE
)
"""A bullet, also without a space (but no *emphasis*); a number or letter as lists and references have it."""
_QUOTE = re.compile(r">")
_HEADING = re.compile(r"#{1,6}\s")


class BlockKind(StrEnum):
    """How a block is set; the value is its CSS class."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage in the text: [start, end) in code points, with highlights counted as `start` is."""

    start: int
    end: int
    ordinal: int
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a passage that stands in one block. `opens`: the passage begins here, so its anchor does."""

    ordinal: int | None
    opens: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, item, quotation or heading. Line ends left in its text are meant."""

    kind: BlockKind
    parts: tuple[Part, ...]


def text_blocks(text: str, start: int, end: int, spans: Sequence[Span] = ()) -> tuple[Block, ...]:
    """The blocks of `text[start:end]`, in order. `spans` ascend and do not overlap."""
    lines = list(_lines(text, start, end))
    wrap_width = _wrap_width(lines)
    shown = list(text[start:end])
    blocks: list[tuple[BlockKind, int, int]] = []
    previous: _Line | None = None
    for line in lines:
        kind = _kind(line.text)
        if previous is None or _separate(previous, line, blocks[-1][0], kind):
            blocks.append((kind, line.start, line.end))
        else:
            if _is_wrapped(previous.text, line.text, wrap_width):
                shown[previous.end - start : line.start - start] = " " * (line.start - previous.end)
            blocks[-1] = (blocks[-1][0], blocks[-1][1], line.end)
        previous = line
    flowing = "".join(shown)
    seen: set[int] = set()
    return tuple(
        _quietened(Block(kind, tuple(_parts(flowing[a - start : b - start], a, b, spans, seen))))
        for kind, a, b in blocks
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, without the white space around it. `after_blank`: a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    position, after_blank = start, False
    for raw in text[start:end].split("\n"):
        stripped = raw.strip()
        if stripped:
            first = position + len(raw) - len(raw.lstrip())
            yield _Line(first, first + len(stripped), stripped, after_blank)
        after_blank = not stripped
        position += len(raw) + 1


def _wrap_width(lines: Iterable[_Line]) -> int | None:
    """The widest line of text that is hard-wrapped; None where the lines show that it is not."""
    widest = max((len(line.text) for line in lines), default=0)
    return widest if _WRAPPED_LINE_CHARS <= widest <= _LONG_LINE_CHARS else None


def _kind(line: str) -> BlockKind:
    if _QUOTE.match(line):
        return BlockKind.QUOTE
    if _HEADING.match(line):
        return BlockKind.HEADING
    return BlockKind.ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH


def _separate(previous: _Line, line: _Line, block: BlockKind, kind: BlockKind) -> bool:
    """Whether a line begins a block of its own."""
    if line.after_blank or kind in (BlockKind.ITEM, BlockKind.HEADING) or block is BlockKind.HEADING:
        return True
    if (kind is BlockKind.QUOTE) != (block is BlockKind.QUOTE):
        return True
    return max(len(previous.text), len(line.text)) > _LONG_LINE_CHARS


def _is_wrapped(line: str, following: str, width: int | None) -> bool:
    """Whether the line ended because the next word found no room in it."""
    if width is None or len(line) < _WRAPPED_LINE_CHARS or _QUOTE.match(following):
        return False
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - _WRAP_TOLERANCE_CHARS


def _quietened(block: Block) -> Block:
    """A heading whose number signs are a run of their own."""
    if block.kind is not BlockKind.HEADING:
        return block
    first, *others = block.parts
    text = first.runs[0].text
    words = text.lstrip("#")
    runs = (Run(text[: len(text) - len(words)], quiet=True), replace(first.runs[0], text=words), *first.runs[1:])
    return replace(block, parts=(replace(first, runs=runs), *others))


def _parts(shown: str, start: int, end: int, spans: Sequence[Span], seen: set[int]) -> Iterator[Part]:
    """A block's text cut at the bounds of passages; `seen` holds the ordinals whose anchor has been given out."""
    position = start
    first = bisect_right(spans, start, key=lambda span: span.end)
    for span in takewhile(lambda span: span.start < end, spans[first:]):
        a, b = max(span.start, position), min(span.end, end)
        if a > position:
            yield Part(None, opens=False, runs=(Run(shown[position - start : a - start]),))
        inside = [(max(x, a) - a, min(y, b) - a) for x, y in span.highlights if x < b and y > a]
        yield Part(span.ordinal, span.ordinal not in seen, marked_runs(shown[a - start : b - start], inside))
        seen.add(span.ordinal)
        position = b
    if position < end:
        yield Part(None, opens=False, runs=(Run(shown[position - start :]),))
