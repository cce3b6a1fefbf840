"""The real forum thread that the product is for, against what a person found in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.segmentation import SegmentedSource, segment
from indexer.segmenters import Draft
from tests.places import SEEDS, needs
from tests.unit.indexer.structured import read_one

pytestmark = needs(SEEDS)
FURNITURE = ("Post Reply", "Posts:", "Joined:", "Who is online", "Users browsing this forum", "Discuss local")


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    """What a person found: the source that has a thread."""
    sources: list[dict[str, Any]] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    return next(source for source in sources if "thread" in source)


@pytest.fixture(scope="module")
def segmented(truth: dict[str, Any]) -> SegmentedSource:
    """What the program finds."""
    return segment(read_one(SEEDS / truth["source"]))


def pairs(segmented: SegmentedSource, truth: dict[str, Any]) -> list[tuple[Draft, str, dict[str, Any]]]:
    """Each draft with its words and the document that it must be."""
    text = segmented.source.text
    return [
        (draft, text[draft.start : draft.end], expected)
        for draft, expected in zip(segmented.drafts, truth["documents"], strict=True)
    ]


def test_every_document_is_found_with_kind_author_and_date(segmented: SegmentedSource, truth: dict[str, Any]) -> None:
    for draft, _, expected in pairs(segmented, truth):
        assert draft.kind == expected["kind"]
        assert list(draft.authors) == expected["authors"]
        assert draft.date.edtf == expected["date"]
        assert draft.date.precision == "day"
        assert draft.thread == truth["thread"]


def test_each_begins_and_ends_where_a_person_says(segmented: SegmentedSource, truth: dict[str, Any]) -> None:
    for _, words, expected in pairs(segmented, truth):
        assert words.startswith(expected["starts"])
        assert words.endswith(expected.get("ends", ""))


def test_quoted_documents_lie_in_their_posts_and_take_the_date_from_there(
    segmented: SegmentedSource, truth: dict[str, Any]
) -> None:
    keys = {expected["key"]: draft.key for draft, _, expected in pairs(segmented, truth)}
    for draft, _, expected in pairs(segmented, truth):
        assert draft.quoted_in == (keys[expected["quoted_in"]] if "quoted_in" in expected else None)
        assert draft.date.derived == ("quoted_in" in expected)
        assert draft.date.stated_in == ("the enclosing post" if draft.quoted_in else "the post's header")
        assert expected.get("recipients_contain", "") in "; ".join(draft.recipients)


def test_what_the_forum_software_wrote_is_in_no_document(segmented: SegmentedSource, truth: dict[str, Any]) -> None:
    for _, words, _ in pairs(segmented, truth):
        assert not [line for line in words.splitlines() if line.startswith(FURNITURE)]
