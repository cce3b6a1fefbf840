"""What a site writes between posts and is copied with them: buttons, counts of votes, whom a post answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.segmenters.forum_thread.headers import PostHeader
from indexer.segmenters.lines import Line
from search.left_out import Stretches

_HAS_LETTER = re.compile(r"[^\W\d_]")


def copied_buttons(lines: Sequence[Line], headers: Sequence[PostHeader]) -> Stretches:
    """Where such lines stand at the edges of posts whose engine is known to write them; `headers` in order.

    A post of which nothing else would be left keeps its lines.
    """
    ends = [header.first for header in headers[1:]] + [len(lines)]
    found: list[int] = []
    for header, end in zip(headers, ends, strict=True):
        edges = header.dialect.edges
        if edges is None:
            continue
        below = _run(lines, range(header.last + 1, end), edges)
        above = _run(lines, range(end - 1, header.last, -1), edges)
        if above != [*reversed(below)]:
            found += [*(number for number in below if _HAS_LETTER.search(lines[number].text)), *above]
    if headers and headers[0].dialect.edges:
        found += _run(lines, range(headers[0].first - 1, -1, -1), headers[0].dialect.edges)
    return tuple((lines[number].start, lines[number].end) for number in sorted(set(found)))


def _run(lines: Sequence[Line], numbers: Iterable[int], edges: re.Pattern[str]) -> list[int]:
    """The numbers of the lines with words up to the first that is no such edge."""
    found: list[int] = []
    for number in numbers:
        text = lines[number].text
        if text and not edges.fullmatch(text):
            break
        found += [number] if text else []
    return found
