"""Texts read as bags of words."""

from __future__ import annotations

from search.analysis import Analyzer
from search.query import any_words
from search.querytree import Nothing, Or, Term

ENGLISH = Analyzer("english")


def terms(*tokens: str) -> Or:
    return Or(tuple(Term("text", token) for token in tokens))


def test_function_words_are_left_out_of_a_question() -> None:
    assert any_words("What would the councillors have voted on?", ENGLISH) == terms("councillor", "vote")
    assert any_words("I don't know O'Neill", ENGLISH) == terms("know", "o'neil")


def test_a_repeated_word_counts_as_often() -> None:
    assert any_words("lido or Lido", ENGLISH) == terms("lido", "lido")


def test_function_words_alone_are_looked_for() -> None:
    assert any_words("to be or not to be", ENGLISH) == terms("to", "be", "or", "not", "to", "be")


def test_a_text_without_words_finds_nothing() -> None:
    assert any_words("…?!", ENGLISH) == Nothing()


def test_other_languages_have_function_words_of_their_own() -> None:
    assert any_words("das Haus und der Garten", Analyzer("german")) == terms("haus", "gart")
    assert any_words("the house", Analyzer("arabic")) == terms("the", "house")
