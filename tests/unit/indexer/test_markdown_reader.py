"""Markdown: the text stays as typed, CommonMark gives the blocks, front matter the metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.front_matter import parse_front_matter
from indexer.structure import BlockKind, StructuredText
from tests.unit.indexer.structured import assert_blocks_cover, read_one

PAGE = """---
title: "The pond: a history"
authors: [Ada Birch, Tom Reed]
to:
  - The parish council
date: 2014-03
colour: green
---

# The pond

It was dug
in 1802.

- first
  - second

> Nobody knows
> why.
>
> Nobody asks.

| year | depth |
|------|-------|
| 1802 | 9 ft  |

```
a  b
```

***

[1]: https://pond.example/
"""


@pytest.fixture
def page(tmp_path: Path) -> StructuredText:
    path = tmp_path / "pond.md"
    path.write_text(PAGE, encoding="utf-8")
    return read_one(path)


def test_the_text_is_the_file_with_its_marks(page: StructuredText) -> None:
    assert page.text == PAGE


def test_blocks_keep_the_marks_of_their_lines(page: StructuredText) -> None:
    assert [(block.kind, page.block_text(block)) for block in page.blocks[1:]] == [
        (BlockKind.HEADING, "# The pond"),
        (BlockKind.PARAGRAPH, "It was dug\nin 1802."),
        (BlockKind.LIST_ITEM, "- first"),
        (BlockKind.LIST_ITEM, "- second"),
        (BlockKind.QUOTE, "> Nobody knows\n> why.\n>"),
        (BlockKind.QUOTE, "> Nobody asks."),
        (BlockKind.TABLE_ROW, "| year | depth |\n|------|-------|"),
        (BlockKind.TABLE_ROW, "| 1802 | 9 ft  |"),
        (BlockKind.PREFORMATTED, "```\na  b\n```"),
        (BlockKind.RULE, "***"),
        (BlockKind.PARAGRAPH, "[1]: https://pond.example/"),
    ]


def test_levels_say_how_deep_a_heading_or_item_is(page: StructuredText) -> None:
    assert [block.level for block in page.blocks[1:5]] == [1, 0, 1, 2]


def test_blocks_leave_out_only_white_space(page: StructuredText) -> None:
    assert_blocks_cover(page)


def test_front_matter_is_a_block_of_its_own_and_goes_into_the_metadata(page: StructuredText) -> None:
    assert page.blocks[0].kind is BlockKind.FRONT_MATTER
    assert dict(page.metadata) == {
        "title": "The pond: a history",
        "authors": '["Ada Birch", "Tom Reed"]',
        "recipients": '["The parish council"]',
        "date": "2014-03",
    }


@pytest.mark.parametrize(
    "text",
    ["---\n\nA rule, then words: none.\n\n---\n", "---\ntitle: never closed\n", "No rule at all\n", "---\n---\nwords"],
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert parse_front_matter(text) is None
