"""A document as lines that know in how many quotations they stand: by marks (`>`) or by the format's own elements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from indexer.structure import Block, BlockKind
from search.model import Kind

_LINE = re.compile(r"[^\n]+")
_BLOCK_START = attrgetter("start")
_MARKS = re.compile(r"(?:>[ \t]?)+")


class SpokenLine(NamedTuple):
    """A line that is not blank, at [start, end) of the source's text, without white space at its ends.

    `words`: without marks of quotation. `indent`: the white space before it, in characters. `depth`: in how many
    quotations it stands. `boxed`: an element of the format says so, and no mark. `after_blank`: a blank line stands
    before it, or nothing. `opens_block`: a block of the format begins with it.
    """

    start: int
    end: int
    words: str
    indent: int
    depth: int
    boxed: bool
    after_blank: bool
    opens_block: bool


def spoken_lines(
    text: str, stretches: Iterable[tuple[int, int]], blocks: Sequence[Block], kind: Kind
) -> list[SpokenLine]:
    """The lines of a document's own stretches, in order. `blocks`: those of the whole source."""
    return [line for start, end in stretches for line in _lines_of(text, start, end, blocks, kind)]


def _lines_of(text: str, start: int, end: int, blocks: Sequence[Block], kind: Kind) -> Iterator[SpokenLine]:
    last_end: int | None = None
    for match in _LINE.finditer(text, start, end):
        written = match[0].strip()
        if not written:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        first = match.start() + indent
        block = _block_at(blocks, first)
        marks = _marks(written, block, kind) if written.startswith(">") else ""
        marked = marks.count(">")
        boxes = block.quotes if block else 0
        yield SpokenLine(
            start=first,
            end=first + len(written),
            words=written[len(marks) :].strip(),
            indent=indent,
            depth=max(marked, boxes),
            boxed=boxes > marked,
            after_blank=last_end is None or text.count("\n", last_end, first) > 1,
            opens_block=block is not None and block.start == first,
        )
        last_end = first + len(written)


def _block_at(blocks: Sequence[Block], offset: int) -> Block | None:
    position = bisect_right(blocks, offset, key=_BLOCK_START) - 1
    return blocks[position] if position >= 0 and offset < blocks[position].end else None


def _marks(line: str, block: Block | None, kind: Kind) -> str:
    """The marks a line begins with. In code they mean something else, but archives set whole e-mails as such."""
    match = _MARKS.match(line)
    is_code = block is not None and block.kind is BlockKind.PREFORMATTED and kind is not Kind.EMAIL
    return match[0] if match and not is_code else ""
