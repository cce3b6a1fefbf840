"""Which words are near enough to each other for a fuzzy search."""

from __future__ import annotations

import pytest

from search.edits import within_edits


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("lido", "lido", 0),
        ("lido", "lidos", 1),
        ("lido", "ido", 1),
        ("lido", "lodo", 1),
        ("lido", "ldio", 1),
        ("sanction", "snactoin", 2),
        ("sanction", "sanktions", 2),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
        ("", "ab", 2),
        ("abcd", "badc", 2),
    ],
)
def test_words_are_within_their_distance_and_no_less(first: str, second: str, distance: int) -> None:
    assert within_edits(first, second, distance)
    assert within_edits(second, first, distance)
    assert distance == 0 or not within_edits(first, second, distance - 1)


def test_long_words_are_compared_along_the_diagonal() -> None:
    long = "herring" * 200
    assert within_edits(long, f"{long[:700]}x{long[701:]}y", 2)
    assert not within_edits(long, f"x{long[1:700]}y{long[701:]}z", 2)
