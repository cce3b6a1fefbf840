"""Tokens of any text: where they are, and that the fast ways find what the plain ways find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import Analyzer

ANALYZER = Analyzer("english")
ASCII = st.text(alphabet=st.characters(max_codepoint=127))
JOINTS = st.text(alphabet="aAbS19'’.,- _~\n\u0301\u00ad", max_size=40)
TYPESET = st.text(alphabet="aAbS19.,- \n“”‘’–—…«»", max_size=40)
RARELY_TYPESET = str.maketrans("“”‘’–—…«»", "‣‣‣＇‣‣‣‣‣")
"""The same with marks that nobody has made a faster way for."""


@given(st.text() | JOINTS)
@settings(max_examples=200)
def test_tokens_are_in_order_apart_and_within_the_text(text: str) -> None:
    end = 0
    for token in ANALYZER.tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text
        assert token.stem
        assert not any(character.isspace() for character in token.text + token.stem)
        end = token.end


@given(ASCII | JOINTS.map(lambda text: text.encode("ascii", "ignore").decode()))
@settings(max_examples=200)
def test_the_way_for_ascii_finds_what_the_way_for_all_texts_finds(text: str) -> None:
    beside_other_text = [token for token in ANALYZER.tokens(f"{text} 北") if token.start < len(text)]
    assert list(ANALYZER.tokens(text)) == beside_other_text


@given(TYPESET)
@settings(max_examples=200)
def test_the_way_for_typeset_texts_finds_what_the_way_for_all_texts_finds(text: str) -> None:
    rarely_typeset = ANALYZER.tokens(f"{text.translate(RARELY_TYPESET)} 北")
    assert list(ANALYZER.tokens(text)) == [token for token in rarely_typeset if token.start < len(text)]


@given(st.text(), st.text())
def test_words_apart_are_found_in_either_part(one: str, other: str) -> None:
    assert ANALYZER.words(f"{one} — {other}") == ANALYZER.words(one) + ANALYZER.words(other)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll"), max_codepoint=0x24F), min_size=1))
def test_case_does_not_tell_words_apart(text: str) -> None:
    assert ANALYZER.words(text.lower()) == ANALYZER.words(text)
