"""The examples of `docs/collecting.md` are recognised as the page says they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.readers import READERS, reader_for
from indexer.segmentation import SegmentedSource, segment
from indexer.structure import StructuredText

PAGE = (Path(__file__).parents[2] / "docs" / "collecting.md").read_text(encoding="utf-8")
SUFFIXES = {"text": ".txt", "markdown": ".md", "json": ".jsonl"}
EXAMPLES: dict[str, tuple[str, str]] = {
    kind: (language, text)
    for language, kind, text in re.findall(r"^```(text|markdown|json) ([a-z ]+)\n(.*?)^```$", PAGE, re.M | re.S)
}


def segmented(kind: str, folder: Path) -> SegmentedSource:
    language, text = EXAMPLES[kind]
    path = folder / f"example{SUFFIXES[language]}"
    path.write_text(text, encoding="utf-8")
    reader = reader_for(path)
    assert reader is not None
    (structured,) = reader.read(path, path.name)
    assert isinstance(structured, StructuredText)
    return segment(structured)


def test_the_page_has_an_example_of_each_sort() -> None:
    assert set(EXAMPLES) == {"forum post", "letter", "news article", "email"}


@pytest.mark.parametrize(
    ("kind", "authors", "dates"),
    [
        ("forum post", ["ottoline", "bargee"], ["2015-05-14T19:52", "2015-05-14T20:15"]),
        ("letter", ["Ada Birch"], ["2015-05-03"]),
        ("news article", ["Otto Lisle"], ["2015-05-21"]),
        ("email", ["Ada Birch"], ["2015-05-22"]),
    ],
)
def test_an_example_is_recognised(kind: str, authors: list[str], dates: list[str], tmp_path: Path) -> None:
    drafts = segmented(kind, tmp_path).drafts
    assert [draft.kind.value for draft in drafts] == [kind] * len(authors)
    assert [author for draft in drafts for author in draft.authors] == authors
    assert [draft.date.edtf for draft in drafts] == dates


def test_the_page_names_every_suffix_that_is_read() -> None:
    table = "\n".join(line for line in PAGE.split("\n") if line.startswith("|"))
    assert sorted(re.findall(r"`(\.[\w.]+)`", table)) == sorted(
        suffix for reader in READERS for suffix in reader.suffixes
    )
