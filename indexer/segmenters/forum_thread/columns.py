"""The left column in the dump of a table: the poster's profile, which stands on the same lines as the words.

A text browser writes the cells of a row beside each other, so a post's lines begin with `Joined: 3 May 2009`,
`Posts: 28` or blanks, and its words are on the right of a gutter, which is as straight as the header shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.segmenters.forum_thread.furniture import is_page_foot
from indexer.segmenters.forum_thread.headers import PostHeader
from indexer.segmenters.text_span import trimmed_span
from search.left_out import Stretches

_LEFT_CELL = re.compile(r"\S.*?\s{2,}(?=\S)")
_ICON_CHARS = 2  # which may stand before the subject in the right cell, and nowhere else in it
_LINE = re.compile(r"[^\n]*")


def left_column(text: str, line_starts: Sequence[int], headers: Sequence[PostHeader]) -> Stretches:
    """What stands in the left column beside the posts, below their headers; nothing beside a post with no gutter.

    `line_starts`: where each line of the text begins. `headers`: in order.
    """
    found: list[tuple[int, int]] = []
    for header, following in pairwise([*headers, None]):
        if header is None or not header.dialect.in_columns:
            continue
        end = line_starts[following.first] if following else len(text)
        found += _beside_post(text, line_starts[header.first], line_starts[header.last], end)
    return tuple(found)


def _beside_post(text: str, header: int, last_of_header: int, end: int) -> list[tuple[int, int]]:
    """The left cells of the lines below a header; none where words stand across every gutter that there may be."""
    lines = [line.span() for line in _lines(text, last_of_header, end)]
    below = lines[1:] if last_of_header == header else lines
    foot = next((number for number, span in enumerate(below) if is_page_foot(text[slice(*span)].strip())), len(below))
    width = _left_width(text, header)
    for gutter in range(width, max(0, width - _ICON_CHARS - 1), -1):
        if all(end - start <= gutter or text[start + gutter - 1].isspace() for start, end in below[:foot]):
            cells = (trimmed_span(text, start, min(end, start + gutter)) for start, end in below[:foot])
            return [(start, end) for start, end in cells if start < end]
    return []


def _left_width(text: str, header: int) -> int:
    """How many characters wide the left cell of a header is, the white space after its words counted in."""
    line = _LINE.match(text, header)
    cell = _LEFT_CELL.match(line[0]) if line else None
    return cell.end() if cell else 0


def _lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while start < end:
        line = _LINE.match(text, start)
        if line is None:
            return
        yield line
        start = line.end() + 1
