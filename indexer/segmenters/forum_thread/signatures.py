"""Where signatures stand: below a post, by its poster, and no words of the post."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from indexer.readers.html_tree import HtmlSource
from indexer.structure import StructuredText

# phpBB, vBulletin, SMF, MyBB and XenForo all mark it by a class of this name, or one that ends with it.
_SIGNATURE = "signature"
# phpBB 2 and 3.0 write a line of so many underscores above it. In the dump of a table the poster's profile may stand
# left of the line; a label there (`Name:   ____`) is one of a form to be filled in.
_RULE = re.compile(r"(?<!_)_{17}$", re.MULTILINE)
_COLUMN_GAP = "   "
_MOST_LINES = 12


def signature_starts(source: StructuredText) -> tuple[int, ...]:
    """The offsets where signatures begin, in order; none in a format without elements."""
    if not isinstance(source, HtmlSource):
        return ()
    spans = source.tree.parse().spans
    starts = {
        start
        for element, (start, _) in spans.items()
        if any(name.lower().endswith(_SIGNATURE) for name in element.get("class", "").split())
    }
    return tuple(sorted(starts))


def above_ruled_signature(text: str, start: int, end: int) -> int:
    """The end of the words in [start, end) above a rule that only a signature follows, else `end`."""
    rules = [
        line for match in _RULE.finditer(text, start, end) if (line := _ruled_line(text, match.start())) is not None
    ]
    if not rules or text.count("\n", rules[-1], end) > _MOST_LINES or not text[start : rules[-1]].strip():
        return end
    return rules[-1]


def _ruled_line(text: str, rule: int) -> int | None:
    """Where the line of a rule begins; None where what stands left of the rule is no column of its own."""
    line = text.rfind("\n", 0, rule) + 1
    left = text[line:rule]
    alone = not left.strip() or (left.endswith(_COLUMN_GAP) and not left.rstrip().endswith(":"))
    return line if alone else None


def first_signature(starts: Sequence[int], start: int, end: int) -> int | None:
    """The first signature that begins within [start, end), or None."""
    position = bisect_left(starts, start)
    return starts[position] if position < len(starts) and starts[position] < end else None
