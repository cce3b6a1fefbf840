"""Sources that say themselves what they are: records of bulk files and front matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.segmentation import segment
from indexer.segmenters import Draft
from search.model import DatePrecision, Kind
from tests.unit.indexer.structured import read_one


def document(folder: Path, **fields: object) -> Draft:
    path = folder / "bulk.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "Some words.\n\nAnd more.", **fields}), encoding="utf-8")
    segmented = segment(read_one(path))
    assert segmented.confidence == 1.0
    (draft,) = segmented.drafts
    return draft


def test_a_record_is_one_document_with_the_fields_as_stated(tmp_path: Path) -> None:
    draft = document(
        tmp_path,
        kind="letter",
        title="On boats",
        authors=["Ada Birch", "Tom Reed"],
        recipient="Bo Finch",
        date="2014-03-01",
        thread="Boats",
        url="https://boats.example/1",
    )
    assert (draft.kind, draft.title, draft.authors) == (Kind.LETTER, "On boats", ("Ada Birch", "Tom Reed"))
    assert (draft.recipients, draft.thread, draft.url) == (("Bo Finch",), "Boats", "https://boats.example/1")
    assert (draft.date.edtf, draft.date.precision, draft.date.stated_in) == (
        "2014-03-01",
        DatePrecision.DAY,
        "the record",
    )
    assert not draft.date.derived


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "news"}, Kind.NEWS_ARTICLE),
        ({"type": "post"}, Kind.FORUM_POST),
        ({"kind": "forum post"}, Kind.FORUM_POST),
        ({"kind": "Forum_Post"}, Kind.FORUM_POST),
        ({"kind": "E-mail"}, Kind.EMAIL),
        ({"kind": "memorandum"}, Kind.WEB_PAGE),
        ({"recipient": "Bo Finch"}, Kind.LETTER),
        ({"recipient": "", "thread": "7"}, Kind.FORUM_POST),
        ({}, Kind.WEB_PAGE),
    ],
)
def test_the_kind_is_the_one_stated_or_follows_from_the_fields(
    tmp_path: Path, fields: dict[str, str], kind: Kind
) -> None:
    assert document(tmp_path, **fields).kind is kind


def test_a_semicolon_parts_authors_and_a_comma_does_not(tmp_path: Path) -> None:
    assert document(tmp_path, author="Birch, Ada; Reed, Tom").authors == ("Birch, Ada", "Reed, Tom")


@pytest.mark.parametrize("date", [None, "", "some day", "2014-13-45"])
def test_a_date_that_cannot_be_read_is_unknown(tmp_path: Path, date: str | None) -> None:
    draft = document(tmp_path, date=date)
    assert (draft.date.edtf, draft.date.precision, draft.date.stated_in) == (None, DatePrecision.UNKNOWN, None)


def test_a_record_without_a_title_takes_its_first_line(tmp_path: Path) -> None:
    assert document(tmp_path).title == "Some words."


def test_a_record_that_holds_headers_of_posts_stays_one_document(tmp_path: Path) -> None:
    text = "Post by Ada » Mon Mar 03, 2014 9:01 am\n\nOne.\n\nPost by Bo » Mon Mar 03, 2014 9:30 am\n\nTwo."
    assert document(tmp_path, kind="news", text=text).kind is Kind.NEWS_ARTICLE


def test_front_matter_that_names_the_kind_makes_one_document_of_the_words_below_it(tmp_path: Path) -> None:
    path = tmp_path / "boats.md"
    path.write_text(
        "---\nkind: news article\nauthor: Jo Stamp\ndate: 2014-05\n---\n# Boats\n\nSunk.\n", encoding="utf-8"
    )
    source = read_one(path)
    (draft,) = segment(source).drafts
    assert source.text[draft.start : draft.end] == "# Boats\n\nSunk."
    assert (draft.kind, draft.title, draft.authors) == (Kind.NEWS_ARTICLE, "Boats", ("Jo Stamp",))
    assert (draft.date.edtf, draft.date.stated_in) == ("2014-05", "the front matter")
