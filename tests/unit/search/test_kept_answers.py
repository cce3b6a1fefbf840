"""Answers that are kept: the same as found anew, of the present generation only, within their bound."""

from __future__ import annotations

import pytest

from search.engines.base import EngineHit, EngineRequest, EngineResponse, Filters
from search.kept_answers import KeptAnswers
from search.querytree import Term


class Index:
    """Finds one hit for each word, and counts how often it was asked."""

    def __init__(self) -> None:
        self.generation = 1
        self.asked = 0

    def find(self, request: EngineRequest, values: int = 1) -> EngineResponse:
        self.asked += 1
        facets = {"kind": tuple((f"value {number}", 1) for number in range(values))}
        hits = (EngineHit(f"{request.query}", "d", 1.0),)
        return EngineResponse(self.generation, 1, 1, hits, facets, (("2015", 1),), 0)


def ask(kept: KeptAnswers, index: Index, request: EngineRequest, values: int = 1) -> EngineResponse:
    return kept.answer(request, lambda: index.generation, lambda: index.find(request, values))


def request(word: str, **changed: object) -> EngineRequest:
    return EngineRequest(Term("text", word), **changed)  # type: ignore[arg-type]


def test_the_same_question_is_not_looked_up_again() -> None:
    kept, index = KeptAnswers(1_000_000), Index()
    first = ask(kept, index, request("sea"))
    assert ask(kept, index, request("sea")) is first
    assert index.asked == 1
    assert (kept.use().hits, kept.use().misses, kept.use().answers) == (1, 1, 1)


@pytest.mark.parametrize(
    "changed", [{"offset": 10}, {"limit": 5}, {"facets": False}, {"filters": Filters(kind=("x",))}]
)
def test_any_difference_in_a_question_is_another_question(changed: dict[str, object]) -> None:
    kept, index = KeptAnswers(1_000_000), Index()
    ask(kept, index, request("sea"))
    ask(kept, index, request("sea", **changed))
    assert index.asked == 2


def test_a_commit_ends_all_that_was_kept() -> None:
    kept, index = KeptAnswers(1_000_000), Index()
    ask(kept, index, request("sea"))
    ask(kept, index, request("wall"))
    index.generation = 2
    assert ask(kept, index, request("sea")).generation == 2
    assert kept.use().answers == 1


def test_what_was_asked_longest_ago_makes_room() -> None:
    index = Index()
    size = 3_000
    kept = KeptAnswers(3 * size)
    for word in ("a", "b", "a", "c", "d", "e"):
        ask(kept, index, request(word))
    assert kept.use().size_bytes <= 3 * size
    before = index.asked
    ask(kept, index, request("e"))
    assert index.asked == before
    ask(kept, index, request("b"))
    assert index.asked == before + 1


def test_an_answer_larger_than_the_bound_is_given_and_not_kept() -> None:
    kept, index = KeptAnswers(10_000), Index()
    ask(kept, index, request("small"))
    assert len(ask(kept, index, request("large"), values=1_000).facets["kind"]) == 1_000
    assert kept.use().answers == 1
    ask(kept, index, request("small"))
    assert index.asked == 2


def test_a_bound_of_nothing_keeps_nothing() -> None:
    kept, index = KeptAnswers(0), Index()
    ask(kept, index, request("sea"))
    ask(kept, index, request("sea"))
    assert index.asked == 2
    assert kept.use().answers == 0
