"""Parts of titles that are offered as searches to try."""

from __future__ import annotations

import pytest

from web.results.examples import title_phrase


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Saturday: who does what", "who does what"),
        ("Lido reopens after three dry winters, one peppercorn and a trip", "Lido reopens after three dry winters"),
        ("Re: Fwd: The price of sand", "The price of sand"),
        ("VIII. Ada Marsh to the Board", "Ada Marsh to the Board"),
        ('The "old" pool (as it was)', "The old pool"),
        ("Twenty-one well-known letters", "Twenty-one well-known letters"),
        ("Thanks", None),
        ("What was said on the quay by all of those who had come", None),
        ("", None),
    ],
)
def test_an_example_is_a_part_of_a_title_that_is_whole_in_itself(title: str, phrase: str | None) -> None:
    assert title_phrase(title) == phrase
