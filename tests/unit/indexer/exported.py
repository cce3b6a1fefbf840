"""What is made of exported messages: the statements, and what the first of them quotes."""

from __future__ import annotations

from indexer.segmentation import segment
from indexer.segmenters import Draft
from indexer.structure import StructuredText
from indexer.voices import quotations_of
from tests.unit.indexer.structured import assert_blocks_cover


def drafts_of(source: StructuredText) -> tuple[Draft, ...]:
    """The statements, which have to be found as an export's."""
    segmented = segment(source)
    assert_blocks_cover(source)
    assert segmented.segmenter == "exported messages"
    return segmented.drafts


def words_of(source: StructuredText) -> list[str]:
    """The words of each statement."""
    return [source.text[draft.start : draft.end] for draft in drafts_of(source)]


def voices_of(source: StructuredText) -> list[tuple[str, str | None]]:
    """What the first statement quotes, each with the one quoted."""
    segmented = segment(source)
    quotations = quotations_of(segmented)[segmented.drafts[0].key]
    return [(source.text[one.start : one.end], one.quoted) for one in quotations]
