"""Choosing the most confident segmenter, numbering what it found, and refusing what breaks the rules."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from indexer.segmentation import InvalidDraftsError, SegmentedSource, segment
from indexer.segmenters import Draft, Proposal
from indexer.structure import StructuredText
from search.model import Kind
from tests.unit.indexer.structured import plain_text

TEXT = "  One two three.\n\nFour five six.  \n\nSeven.\n"


@dataclass(frozen=True)
class Fixed:
    """A segmenter that proposes the same drafts for any source."""

    drafts: tuple[Draft, ...]
    confidence: float = 0.5
    name: str = "fixed"

    def propose(self, source: StructuredText) -> Proposal | None:
        return Proposal(self.name, self.confidence, self.drafts) if self.drafts else None


def draft(key: str, start: int, end: int, quoted_in: str | None = None, reply_to: str | None = None) -> Draft:
    return Draft(key=key, kind=Kind.LETTER, title=key, start=start, end=end, quoted_in=quoted_in, reply_to=reply_to)


def segmented_by(monkeypatch: pytest.MonkeyPatch, *segmenters: Fixed) -> SegmentedSource:
    monkeypatch.setattr("indexer.segmentation.SEGMENTERS", segmenters)
    return segment(plain_text(TEXT))


def test_the_most_confident_segmenter_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    modest, sure = Fixed((draft("a", 0, 20),), 0.4, "modest"), Fixed((draft("b", 0, 30),), 0.8, "sure")
    segmented = segmented_by(monkeypatch, modest, sure, Fixed((), 0.9))
    assert (segmented.segmenter, segmented.confidence, segmented.drafts[0].title) == ("sure", 0.8, "b")


def test_the_first_of_equally_confident_segmenters_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    segmented = segmented_by(
        monkeypatch, Fixed((draft("a", 0, 20),), name="one"), Fixed((draft("b", 0, 20),), name="two")
    )
    assert segmented.segmenter == "one"


def test_drafts_are_trimmed_sorted_and_numbered_in_reading_order(monkeypatch: pytest.MonkeyPatch) -> None:
    segmented = segmented_by(
        monkeypatch,
        Fixed((draft("late", 34, 43), draft("inner", 17, 34, "outer", "late"), draft("outer", 0, 34))),
    )
    assert [(each.key, each.title, each.quoted_in, each.reply_to) for each in segmented.drafts] == [
        ("d1", "outer", None, None),
        ("d2", "inner", "d1", "d3"),
        ("d3", "late", None, None),
    ]
    assert [TEXT[each.start : each.end] for each in segmented.drafts] == [
        "One two three.\n\nFour five six.",
        "Four five six.",
        "Seven.",
    ]


def test_a_draft_of_white_space_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    segmented = segmented_by(monkeypatch, Fixed((draft("words", 0, 16), draft("none", 16, 18))))
    assert [each.title for each in segmented.drafts] == ["words"]


@pytest.mark.parametrize(
    ("drafts", "fault"),
    [
        ((draft("a", 2, 400),), "lies outside"),
        ((draft("a", -40, 16),), "lies outside"),
        ((draft("a", 2, 20), draft("b", 10, 30)), "overlaps the draft"),
        ((draft("a", 2, 16), draft("a", 18, 30)), "key of another"),
        ((draft("a", 2, 16), draft("b", 18, 30, quoted_in="a")), "is no part of"),
        ((draft("a", 2, 16, quoted_in="gone"),), "is no part of"),
        ((draft("a", 2, 16), draft("b", 2, 16, quoted_in="a")), "is no part of"),
        ((draft("a", 2, 16, reply_to="gone"),), "none of the drafts"),
    ],
)
def test_drafts_that_break_the_rules_are_refused_and_named(
    monkeypatch: pytest.MonkeyPatch, drafts: tuple[Draft, ...], fault: str
) -> None:
    with pytest.raises(InvalidDraftsError, match=fault) as raised:
        segmented_by(monkeypatch, Fixed(drafts))
    assert "'fixed'" in str(raised.value)
    assert "'source.txt'" in str(raised.value)


def test_the_same_source_is_segmented_the_same_way_twice() -> None:
    text = "Pond\n\nPost by ada » Mon Mar 03, 2014 9:01 am\n\nOne.\n\nPost by bo » Mon Mar 03, 2014 9:30 am\n\nTwo."
    assert segment(plain_text(text)) == segment(plain_text(text))
