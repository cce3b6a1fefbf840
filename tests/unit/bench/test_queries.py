"""The query set: chosen by how many passages hold the words, of words that every peer reads alike."""

from __future__ import annotations

import pytest

from bench.corpus import Passage
from bench.queries import BenchQuery, choose_queries

WORDS_BY_PERCENT = {"river": 100, "stone": 10, "lamp": 5, "fern": 1}


def passage(number: int) -> Passage:
    words = [word for word, percent in WORDS_BY_PERCENT.items() if number % 100 < percent]
    words += [f"digi{chr(97 + number // 15 % 12)}x"] if number % 15 == 0 else []
    words += ["quartz"] if number == 7 else []
    words += ["running runs", "don't", "example.com", "rf12"]
    return Passage(str(number), "letter", "Ada Birch" if number % 2 else "", "", 1900 + number % 3, " ".join(words))


@pytest.fixture(scope="module")
def chosen() -> dict[str, BenchQuery]:
    return {query.name: query for query in choose_queries(passage(number) for number in range(2000))}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rare word", ("quartz",)),
        ("middling word", ("fern",)),
        ("common word", ("stone",)),
        ("very common word", ("river",)),
        ("phrase", ("stone", "lamp")),
        ("prefix", ("digi",)),
    ],
)
def test_words_are_chosen_by_the_share_of_passages_that_hold_them(
    chosen: dict[str, BenchQuery], name: str, words: tuple[str, ...]
) -> None:
    assert chosen[name].words == words


def test_words_that_stemming_changes_or_that_stand_within_others_are_never_chosen(
    chosen: dict[str, BenchQuery],
) -> None:
    words = {word for query in chosen.values() for word in query.words}
    assert not words & {"running", "runs", "don", "example", "com"}


def test_the_filtered_query_asks_for_an_author_and_year_that_have_the_word(chosen: dict[str, BenchQuery]) -> None:
    query = chosen["author and year"]
    assert (query.author, query.words) == ("Ada Birch", ("stone",))
    assert query.year in {1900, 1901, 1902}
