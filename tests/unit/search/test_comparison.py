"""What changed between two texts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents.comparison import changes_between, similarity

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "\n", "long word", "é"])).map(" ".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for change in changes_between(before, after)]


def test_only_the_words_that_differ_are_changes() -> None:
    assert told("the old bridge", "the new bridge") == [
        ("kept", "the "),
        ("removed", "old "),
        ("added", "new "),
        ("kept", "bridge\n"),
    ]


def test_another_wrapping_is_no_change() -> None:
    assert {kind for kind, _ in told("one two\nthree four", "one two three\nfour")} == {"kept"}


def test_a_moved_line_is_taken_away_and_added() -> None:
    changes = told("first line\nsecond line\nthird line\n", "second line\nthird line\nfirst line\n")
    assert ("removed", "first line\n") in changes
    assert ("added", "first line\n") in changes


def test_long_texts_without_a_word_in_common_are_compared_in_short_time() -> None:
    changes = told(" ".join(f"a{n}" for n in range(30_000)), " ".join(f"b{n}" for n in range(30_000)))
    assert [kind for kind, _ in changes] == ["removed", "added"]


@given(TEXTS, TEXTS)
def test_changes_hold_all_words_of_both_texts_in_order(before: str, after: str) -> None:
    changes = told(before, after)
    assert "".join(text for kind, text in changes if kind != "added").split() == before.split()
    assert "".join(text for kind, text in changes if kind != "removed").split() == after.split()


@pytest.mark.parametrize(
    ("first", "second", "share"), [("a b", "a b", 1.0), ("a b", "c d", 0.0), ("a b", "b c", 0.5), ("", "", 0.0)]
)
def test_similarity_is_the_share_of_common_words(first: str, second: str, share: float) -> None:
    assert similarity(Counter(first.split()), Counter(second.split())) == share
