"""Runs of words that documents share: all of them are found, and what is found is true."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.copies.fingerprints import MIN_WORDS, fingerprints, fingerprints_of_each
from indexer.copies.runs import WordRun, alike_passages, find_places, shared_runs
from indexer.copies.words import BREAK, WORD, document_words, word_numbers, words_in
from search.model import Passage

FEW_WORDS = st.lists(st.sampled_from("ab"), min_size=0, max_size=60)
MANY_WORDS = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=0, max_size=40)


def made(*texts: str, gap: int = 0) -> list[tuple[Passage, str]]:
    """Passages of a document one after the other; with `gap`, so many characters of another stand between them."""
    passages, position = [], 0
    for ordinal, text in enumerate(texts, start=1):
        passages.append((Passage(f"p{ordinal}", "d", ordinal, position, position + len(text)), text))
        position += len(text) + gap
    return passages


def runs_between(one: list[tuple[Passage, str]], other: list[tuple[Passage, str]]) -> list[WordRun]:
    common = np.intersect1d(fingerprints(one), fingerprints(other))
    return shared_runs(find_places(document_words(one), common), find_places(document_words(other), common))


def numbered(first: int, last: int) -> str:
    return "".join(f"word{number} " for number in range(first, last))


@given(MANY_WORDS, MANY_WORDS, MANY_WORDS, MANY_WORDS, st.integers(MIN_WORDS, 40))
def test_every_run_of_twelve_words_is_found_whatever_stands_around_it(
    before: list[str], after: list[str], other_before: list[str], other_after: list[str], length: int
) -> None:
    shared = [f"word{number}" for number in range(length)]
    one = made(" ".join([*before, *shared, *after]))
    other = made(" ".join([*other_before, *shared, *other_after]))
    assert max(run.words for run in runs_between(one, other)) >= length


@given(FEW_WORDS, FEW_WORDS)
def test_what_is_found_stands_in_both_and_cannot_be_longer(one: list[str], other: list[str]) -> None:
    for run in runs_between(made(" ".join(one)), made(" ".join(other))):
        assert run.words >= MIN_WORDS
        assert one[run.earlier : run.earlier + run.words] == other[run.later : run.later + run.words]
        before = run.earlier == 0 or run.later == 0 or one[run.earlier - 1] != other[run.later - 1]
        ends = run.earlier + run.words == len(one) or run.later + run.words == len(other)
        assert before
        assert ends or one[run.earlier + run.words] != other[run.later + run.words]


@given(st.lists(st.tuples(st.lists(FEW_WORDS, max_size=3), st.integers(0, 1))))
def test_the_fingerprints_of_many_documents_are_those_of_each_alone(many: list[tuple[list[list[str]], int]]) -> None:
    documents = [made(*(" ".join(words) + " " for words in texts), gap=gap) for texts, gap in many]
    assert list(map(list, fingerprints_of_each(documents))) == [list(fingerprints(one)) for one in documents]


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_the_words_of_a_text_are_its_runs_of_letters_digits_and_underscores(text: str) -> None:
    assert words_in(text) == WORD.findall(text)


def test_a_short_run_within_a_long_document_is_found() -> None:
    chance = random.Random(5)
    long = [f"filler{chance.randrange(500)}" for _ in range(5_000)]
    shared = [f"word{number}" for number in range(MIN_WORDS)]
    long[2_000:2_000] = shared
    found = runs_between(made(" ".join(long)), made(" ".join(["Before", *shared, "after"])))
    assert found == [WordRun(2_000, 1, MIN_WORDS)]


def test_eleven_words_are_not_traced() -> None:
    assert not runs_between(made(numbered(0, 11)), made("Other words. " + numbered(0, 11)))


def test_case_punctuation_and_line_breaks_make_no_difference() -> None:
    one = made("The Council, having met on Monday, resolved that the baths shall close at once.")
    other = made("“the council having met on monday\nresolved that the baths shall close at once”")
    assert [run.words for run in runs_between(one, other)] == [14]


def test_no_run_reaches_across_a_document_that_stands_between() -> None:
    apart = made(numbered(0, 10), numbered(10, 20), gap=5)
    assert not runs_between(apart, made(numbered(0, 20)))
    assert [run.words for run in runs_between(made(numbered(0, 10), numbered(10, 20)), made(numbered(0, 20)))] == [20]


def test_a_document_that_repeats_itself_counts_once() -> None:
    once = made(numbered(0, 30))
    twice = made(numbered(0, 30) + "and again " + numbered(0, 30))
    assert [run.words for run in runs_between(twice, once)] == [30]
    assert [run.words for run in runs_between(once, twice)] == [30, 30]


def test_offsets_are_those_of_the_source() -> None:
    words = document_words(made("One two. ", "Three", gap=7))
    assert list(words.numbers) == [*word_numbers(["one", "two"]), BREAK, *word_numbers(["three"])]
    assert [(words.starts[place], words.ends[place]) for place in (0, 1, 3)] == [(0, 3), (4, 7), (16, 21)]
    assert words.passage_lengths == [2, 1]


def test_passages_are_alike_where_two_thirds_of_each_stand_in_the_other() -> None:
    one = document_words(made(numbered(0, 60), numbered(60, 120)))
    for own_words, expected in ((29, [("p1", "p1")]), (31, [])):
        passages = made(numbered(0, 60) + numbered(500, 500 + own_words))
        runs = runs_between(made(numbered(0, 60), numbered(60, 120)), passages)
        alike = alike_passages(one, document_words(passages), runs)
        assert [(pair.earlier_id, pair.later_id) for pair in alike] == expected


def test_a_passage_within_a_much_longer_one_is_not_the_same_passage() -> None:
    long, short = made(numbered(0, 120)), made(numbered(40, 80))
    runs = runs_between(long, short)
    assert [run.words for run in runs] == [40]
    assert alike_passages(document_words(long), document_words(short), runs) == []
