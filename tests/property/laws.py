"""What holds of every text that was read and segmented, whatever stood in the file."""

from __future__ import annotations

from collections import defaultdict

from indexer.passages import split_passages
from indexer.segmentation import SegmentedSource
from indexer.structure import Block


def assert_blocks_cover(text: str, blocks: tuple[Block, ...]) -> None:
    """The blocks are in order, and leave out nothing but white space."""
    position = 0
    for block in blocks:
        assert text[position : block.start].strip() == ""
        words = text[block.start : block.end]
        assert words
        assert words == words.strip()
        position = block.end
    assert text[position:].strip() == ""


def assert_drafts_fit(segmented: SegmentedSource) -> None:
    """The documents are in order, have words and a title, and lie in those that quote them."""
    by_key = {draft.key: draft for draft in segmented.drafts}
    text = segmented.source.text
    for draft in segmented.drafts:
        words = text[draft.start : draft.end]
        assert words
        assert words == words.strip()
        assert draft.title.strip()
        if draft.quoted_in:
            parent = by_key[draft.quoted_in]
            assert parent.start <= draft.start < draft.end <= parent.end
    assert [draft.start for draft in segmented.drafts] == sorted(draft.start for draft in segmented.drafts)


def assert_each_word_is_in_one_passage(segmented: SegmentedSource) -> None:
    """The passages of a document hold its words once each, without those of the documents quoted in it."""
    text, quoted = segmented.source.text, defaultdict(list)
    for draft in segmented.drafts:
        quoted[draft.quoted_in].append((draft.start, draft.end))
    for draft in segmented.drafts:
        holes = quoted[draft.key]
        position = draft.start
        for start, end in sorted(
            [*split_passages(text, draft.start, draft.end, segmented.source.blocks, holes), *holes]
        ):
            assert position <= start < end <= draft.end
            assert text[position:start].strip() == ""
            position = end
        assert text[position : draft.end].strip() == ""
