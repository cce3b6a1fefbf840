"""The examples of docs/query-language.md are queries, and need no mending."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.query import parse_query
from search.query.grammar import FIELDS

PAGE = (Path(__file__).parents[4] / "docs" / "query-language.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")


def first_cells(heading: str) -> list[str]:
    """The first cell of each row of the tables whose first heading is this."""
    tables = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [row.split(" | ")[0] for table in tables for row in table.splitlines()]


EXAMPLES = [code for cell in first_cells("write") for code in CODE.findall(cell)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read_as_it_stands(example: str) -> None:
    parsed = parse_query(example, Analyzer("english"))
    assert parsed.notes == ()
    assert parsed.display


def test_there_are_examples_of_words_and_of_dates() -> None:
    assert len(EXAMPLES) >= 20
    assert any(example.startswith("date:") for example in EXAMPLES)


def test_the_page_lists_every_field() -> None:
    listed = [code.removesuffix(":") for cell in first_cells("field") for code in CODE.findall(cell)]
    assert sorted(listed) == sorted(FIELDS)
