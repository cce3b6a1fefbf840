"""Plain text: paragraphs, list items and rules with exact offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import UnreadableError
from indexer.readers.text import TextReader, text_blocks
from indexer.structure import BlockKind
from tests.unit.indexer.structured import assert_blocks_cover, plain_text, read_one


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text[block.start : block.end]) for block in text_blocks(text)]


def test_blank_lines_part_paragraphs_and_wrapped_lines_stay_together() -> None:
    text = "First line\nof a paragraph.\n \t\nSecond.\n\n\n"
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, "First line\nof a paragraph."),
        (BlockKind.PARAGRAPH, "Second."),
    ]


def test_without_blank_lines_long_lines_are_paragraphs() -> None:
    long_line = "A line that nobody would wrap by hand, because it goes on. " * 3
    text = f"{long_line}\nShort one.\n{long_line}"
    assert [words for _, words in blocks(text)] == [long_line.strip(), "Short one.", long_line.strip()]


def test_list_items_and_rules_stand_on_their_own() -> None:
    text = "Bring:\n* apples\n* boxes,\n  strong ones\n12. a press\n-----\nEnd of it"
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, "Bring:"),
        (BlockKind.LIST_ITEM, "* apples"),
        (BlockKind.LIST_ITEM, "* boxes,\n  strong ones"),
        (BlockKind.LIST_ITEM, "12. a press"),
        (BlockKind.RULE, "-----"),
        (BlockKind.PARAGRAPH, "End of it"),
    ]


def test_a_year_or_emphasis_begins_no_list_item() -> None:
    assert [kind for kind, _ in blocks("in the spring of\n1914. The war\n\n*Never* again.")] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_blocks_leave_out_only_white_space() -> None:
    assert_blocks_cover(plain_text("\n  one \n\n\t- two\n\x0c\nthree\u2003\n\n"))


def test_windows_line_ends_and_a_byte_order_mark_are_not_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xef\xbb\xbfDear Tom,\r\n\r\nCome soon.\r\n")
    assert read_one(path).text == "Dear Tom,\n\nCome soon.\n"


def test_a_file_that_cannot_be_opened_is_named_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        list(TextReader().read(tmp_path / "gone.txt", "gone.txt"))
