"""Texts that once took a reader or segmenter minutes are segmented at once."""

from __future__ import annotations

import pytest

from indexer.readers.text import text_blocks
from indexer.segmentation import segment
from indexer.structure import StructuredText

LETTER = "From: {0}\nTo: {0}\nDate: 3 May 2014\n\nDear {0},\n\nThe pond is dry.\n\nYours sincerely,\n{0}\n"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "name",
    ["A" * 8_000, "A" * 120, "A." * 4_000, "(" * 8_000, "[" * 8_000, "(" * 8_000 + ")" * 8_000],
    ids=["capitals", "a line of capitals", "initials", "brackets", "square brackets", "pairs of brackets"],
)
def test_a_letter_to_a_name_that_is_no_name_is_read_at_once(name: str) -> None:
    text = LETTER.format(name)
    assert segment(StructuredText("letter.txt", "text/plain", text, text_blocks(text))).drafts
