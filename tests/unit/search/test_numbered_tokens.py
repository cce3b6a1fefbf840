"""Tokens as numbers: the same tokens as the analysis finds, in numbers that texts share."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyzer
from search.engines.whoosh.running_text import RunningText
from search.numbered_tokens import TokenNumbering

TEXTS = ("The weirs, and the WEIR'S keeper.", "", "Keeper of the café", "… — !", "the the the")


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@given(st.lists(st.text(max_size=60), max_size=5))
def test_numbers_stand_for_the_tokens_that_the_analysis_finds(texts: list[str]) -> None:
    analyzer = Analyzer()
    numbering = TokenNumbering(analyzer)

    numbered = [numbering.tokens(text) for text in texts]

    assert [one.words() for one in numbered] == [analyzer.words(text) for text in texts]
    assert [one.stems() for one in numbered] == [analyzer.stems(text) for text in texts]


def test_texts_handed_to_another_process_together_still_share_their_vocabulary(analyzer: Analyzer) -> None:
    numbering = TokenNumbering(analyzer)

    handed_over = pickle.loads(pickle.dumps([numbering.tokens(text) for text in TEXTS]))

    assert len({id(one.vocabulary) for one in handed_over}) == 1
    assert [one.words() for one in handed_over] == [analyzer.words(text) for text in TEXTS]


def test_running_text_holds_the_same_whether_tokens_come_numbered_or_not(analyzer: Analyzer) -> None:
    plain, numbered = RunningText(), RunningText()
    for part in (TEXTS, reversed(TEXTS)):  # each part with a vocabulary of its own, which grows from text to text
        numbering = TokenNumbering(analyzer)
        for text in part:
            plain.add(3, analyzer.words_and_stems(text), 1_000)
            numbered.add_numbered(3, numbering.tokens(text), 1_000)

    for expected, found in ((plain.by_word(), numbered.by_word()), (plain.by_stem(), numbered.by_stem())):
        assert found.tokens == expected.tokens
        assert found.positions.tolist() == expected.positions.tolist()
        assert found.frequencies.tolist() == expected.frequencies.tolist()
