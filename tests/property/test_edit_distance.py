"""The fuzzy words that are marked are those that were found: one distance, computed in two ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.edits import within_edits
from search.engines.effort import Bounds, Effort
from search.engines.whoosh.expansion import near_tokens

words = st.text("abcé", max_size=7)


tokens = st.text("abcé", min_size=1, max_size=7)


@given(word=tokens, tokens=st.lists(tokens, max_size=8), distance=st.integers(1, 2))
def test_the_engine_finds_the_words_that_the_highlighter_marks(word: str, tokens: list[str], distance: int) -> None:
    marked = [token for token in tokens if within_edits(word, token, distance)]
    assert near_tokens(word, tokens, distance, Effort(Bounds())) == marked


@given(word=words, other=words, limit=st.integers(0, 4))
def test_edits_lead_back_as_they_lead_there(word: str, other: str, limit: int) -> None:
    assert within_edits(word, other, limit) == within_edits(other, word, limit)


@given(word=words, position=st.integers(0, 6), letter=st.sampled_from("abz"))
def test_one_letter_more_is_one_edit(word: str, position: int, letter: str) -> None:
    assert within_edits(word, word[:position] + letter + word[position:], 1)
