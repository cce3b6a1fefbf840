"""Which segments to rewrite at a commit, so that neither their number nor deleted passages pile up."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

MAX_DELETED_SHARE = 0.25
"""A segment of which more is deleted is rewritten: the index stays below 4/3 of what it holds."""
SIZE_RATIO = 2
"""A segment at most so many times the size of all smaller ones together is merged with them.

Sizes then grow at least threefold from one segment to the next: a passage is rewritten a logarithmic number of times.
"""


def merge_segments(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Take segments that are small or mostly deleted into the one being written; the others, which stay.

    A Whoosh merge policy, called at each commit.
    """
    size = writer.doc_count()
    kept: list[Any] = []
    for segment in sorted(segments, key=lambda one: one.doc_count()):
        live, share = segment.doc_count(), segment.deleted_count() / max(segment.doc_count_all(), 1)
        if live <= SIZE_RATIO * size or share > MAX_DELETED_SHARE:
            size += live
            _take_in(writer, segment)
        else:
            kept.append(segment)
    return kept


def _take_in(writer: SegmentWriter, segment: Any) -> None:
    """Copy a segment's live passages to the end of the one being written."""
    if segment.doc_count():
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
