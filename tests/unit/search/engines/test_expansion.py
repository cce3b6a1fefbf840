"""Which tokens a prefix, wildcard or fuzzy word stands for, and that too many are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import EngineRequest, Expansion
from search.engines.effort import MAX_TOKENS_OF_PATTERN
from search.engines.patterns import MAX_TOKENS_OF_FUZZY
from search.engines.whoosh import WhooshEngine
from search.querytree import Fuzzy, Prefix, Query, Wildcard
from tests.contract.corpus import passages_of


@pytest.fixture(scope="module")
def many_words(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """A vocabulary beyond every limit: `w00000` in one passage, `w00001` in two, and so on for the first hundred."""
    engine = WhooshEngine(tmp_path_factory.mktemp("many") / "engine", Analyzer("english"))
    count = MAX_TOKENS_OF_PATTERN + 500
    words = [f"w{number:05d}" for number in range(count)]
    with engine.writer() as writer:
        writer.add(passages_of("all", [" ".join(words)]))
        for number in range(100):
            writer.add(passages_of(f"rest {number:03d}", [" ".join(words[number + 1 : 100])]))
        writer.commit(1)
    return engine


@pytest.mark.parametrize("leaf", [Prefix("text", "w"), Wildcard("text", "w*"), Wildcard("text", "*0*")])
def test_a_pattern_for_too_many_tokens_takes_the_most_frequent_and_says_so(
    leaf: Query, many_words: WhooshEngine
) -> None:
    (expansion,) = many_words.search(EngineRequest(leaf)).expansions
    assert expansion.used == MAX_TOKENS_OF_PATTERN
    assert expansion.found > MAX_TOKENS_OF_PATTERN


def test_a_fuzzy_word_for_too_many_tokens_says_so(many_words: WhooshEngine) -> None:
    response = many_words.search(EngineRequest(Fuzzy("text", "w00000", 2)))
    (expansion,) = response.expansions
    assert expansion == Expansion("text", "w00000~2", MAX_TOKENS_OF_FUZZY, expansion.found)
    assert expansion.found > MAX_TOKENS_OF_FUZZY
    # Those of the first hundred are in up to a hundred passages each, and are taken first.
    assert response.passages == 100


@pytest.mark.timeout(120)
def test_a_pattern_of_many_stars_does_not_try_every_way(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "engine", Analyzer("english"))
    with engine.writer() as writer:
        writer.add(passages_of("a", ["a" * 100]))
        writer.commit(1)
    assert engine.search(EngineRequest(Wildcard("text", "*a" * 40 + "*b"))).passages == 0
