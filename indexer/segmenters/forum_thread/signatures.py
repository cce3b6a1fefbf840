"""Where the signatures of a saved page stand: below a post, by its poster, and no words of the post."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from indexer.readers.html_tree import HtmlSource
from indexer.structure import StructuredText

# phpBB, vBulletin, SMF, MyBB and XenForo all mark it by a class of this name, or one that ends with it.
_SIGNATURE = "signature"


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


def first_signature(starts: Sequence[int], start: int, end: int) -> int | None:
    """The first signature that begins within [start, end), or None."""
    position = bisect_left(starts, start)
    return starts[position] if position < len(starts) and starts[position] < end else None
