"""What a costly search costs, counted in steps, and that none goes on for ever or is cut in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import EngineRequest
from search.engines.effort import Bounds, Effort
from search.engines.tantivy import TantivyEngine
from search.engines.tantivy.phrases import CHECKS_AT_ONCE
from search.engines.tantivy.translation import Translation
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.matching import Evaluation
from search.errors import CostlySearchError, UnsupportedError
from search.limits import Limits, limits_of
from search.query import parse_query
from search.query.limits import QueryLimits
from search.querytree import Or, Prefix, Query, Wildcard
from search.settings import Settings
from tests.contract.corpus import passages_of

ANALYZER = Analyzer("english")
WORDS = 4_000
UNBOUNDED = QueryLimits(chars=1_000_000, clauses=100_000, patterns=100_000)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """A vocabulary of WORDS, all in one passage."""
    engine = WhooshEngine(tmp_path_factory.mktemp("costly") / "engine", ANALYZER)
    with engine.writer() as writer:
        writer.add(passages_of("all", [" ".join(f"wa{number:05d}" for number in range(WORDS))]))
        writer.commit(1)
    return engine


def steps_of(engine: WhooshEngine, tree: Query, bounds: Bounds = Bounds()) -> int:  # noqa: B008 - frozen
    """How many steps a query takes, when nothing stops it."""
    effort = Effort(bounds)
    Evaluation(engine._opener.snapshot(), effort).matches(tree)
    return effort.steps


@pytest.mark.parametrize(
    ("query", "most"),
    [
        # Each word of the vocabulary is listed and compared, and each it stands for is read.
        ("*a*", 2 * WORDS + 2_000 + 1),
        ("wa*", 2 * WORDS + 2_000 + 1),
        # Each letter looks at all words near in length; those found are compared once more.
        ("wa00000~2", WORDS * (1 + 7 + 1) + 200 + 1),
        (" OR ".join(f"*{n}*" for n in range(20)), 20 * (2 * WORDS + 2_000 + 1) + 1),
        (" OR ".join(f"wa{n:05d}~2" for n in range(20)), 20 * (WORDS * 9 + 200 + 1) + 1),
        (" OR ".join(f"wa{n:05d}" for n in range(150)), 151),
        ("(" * 20 + "wa00001" + ")" * 20, 1),
        ('"' + " ".join(f"wa{n:05d}" for n in range(200)) + '"~100', 201),
    ],
)
def test_the_costliest_queries_that_are_allowed_take_a_stated_number_of_steps(
    engine: WhooshEngine, query: str, most: int
) -> None:
    assert 0 < steps_of(engine, parse_query(query, ANALYZER).tree) <= most


def test_a_thousand_wildcards_would_take_their_number_of_steps_and_no_more(engine: WhooshEngine) -> None:
    tree = parse_query(" OR ".join(f"*{n}*" for n in range(100)), ANALYZER, UNBOUNDED).tree
    assert steps_of(engine, tree) <= 100 * (2 * WORDS + 2_000 + 1) + 1


def test_a_pattern_stands_for_no_more_words_than_is_set_and_says_of_how_many(engine: WhooshEngine) -> None:
    found = engine.search(EngineRequest(Prefix("text", "wa"), bounds=Bounds(pattern_words=7)))
    assert [(one.used, one.found) for one in found.expansions] == [(7, WORDS)]


@pytest.mark.parametrize("query", ["*a*", "wa*", "wa00000~2", "wa00000", '"wa00000 wa00001"', "NOT wa00000"])
def test_a_search_beyond_its_time_is_given_up_whole(engine: WhooshEngine, query: str) -> None:
    with pytest.raises(CostlySearchError, match="given up after 0 seconds"):
        engine.search(EngineRequest(parse_query(query, ANALYZER).tree, bounds=Bounds(seconds=0)))


def test_the_clock_is_looked_at_at_least_once_in_a_thousand_words(engine: WhooshEngine) -> None:
    ticks: Iterator[float] = iter(range(100_000))
    looked: list[float] = []

    def clock() -> float:
        looked.append(next(ticks))
        return 0.0

    effort = Effort(Bounds(), clock)
    Evaluation(engine._opener.snapshot(), effort).matches(Or((Wildcard("text", "*a*"), Wildcard("text", "*0*"))))
    # The list of candidates comes in one piece, without comparing; what is compared, in thousands.
    assert len(looked) >= 2 * (WORDS / 1_000 + 2_000)


def test_time_is_what_is_set() -> None:
    now = [0.0]
    effort = Effort(Bounds(seconds=3), lambda: now[0])
    now[0] = 3.0
    effort.spend(5)
    now[0] = 3.1
    with pytest.raises(CostlySearchError):
        effort.spend(1)
    assert effort.steps == 6


def test_the_limits_of_settings_that_set_none_are_the_defaults() -> None:
    assert limits_of(Settings()) == Limits()


def test_phrases_of_many_shapes_are_bounded_together_on_tantivy(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "engine", ANALYZER)
    with engine.writer() as writer:
        writer.add(passages_of("all", ["one two three four"]))
        writer.commit(1)
    phrase = '"one two three"~50'  # 52 * 51 / 2 shapes
    assert engine.search(EngineRequest(parse_query(phrase, ANALYZER).tree)).passages == 1
    with pytest.raises(UnsupportedError, match="fewer such phrases"):
        engine.search(EngineRequest(parse_query(f"{phrase} OR {phrase}", ANALYZER).tree))


ALIKE = 400
"""Passages that all have the same words: each of the ways in which a phrase's words can stand is looked for in all."""
WIDE_PHRASE = '"one two three"~50'


@pytest.fixture(scope="module")
def many_alike(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    engine = TantivyEngine(tmp_path_factory.mktemp("alike") / "engine", ANALYZER)
    words = [f"w{number}" for number in range(60)]
    texts = [" ".join(["one", *words[: n % 60], "two", *words[: n % 7], "three"]) for n in range(ALIKE)]
    with engine.writer() as writer:
        writer.add(passages_of("alike", texts))
        writer.commit(1)
    return engine


@pytest.mark.parametrize(
    "query", ["one", "one OR two", WIDE_PHRASE, "w*", "w1~2", "NOT one", " OR ".join(f"*{n}*" for n in range(20))]
)
def test_a_search_beyond_its_time_is_given_up_on_tantivy_too(many_alike: TantivyEngine, query: str) -> None:
    with pytest.raises(CostlySearchError, match="given up after 0 seconds"):
        many_alike.search(EngineRequest(parse_query(query, ANALYZER).tree, bounds=Bounds(seconds=0)))


def test_on_tantivy_the_clock_is_looked_at_between_parts_of_a_wide_phrase(
    many_alike: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    spend = Effort.spend
    monkeypatch.setattr(Effort, "spend", lambda effort, count: steps.append(count) or spend(effort, count))
    many_alike.search(EngineRequest(parse_query(WIDE_PHRASE, ANALYZER).tree))
    ways = 52 * 51 // 2
    assert max(steps) <= CHECKS_AT_ONCE
    assert sum(steps) >= ways * ALIKE > 2 * CHECKS_AT_ONCE


@pytest.mark.parametrize(
    "query",
    [
        *(WIDE_PHRASE, f"NOT {WIDE_PHRASE}", f"w59 OR {WIDE_PHRASE}", f'{WIDE_PHRASE} "one two"~2', '"two one"~9'),
        *('"one two"~3 OR "two three"~3', 'title:"one two"~3', f'w3 {WIDE_PHRASE} -"one two"~1'),
    ],
)
def test_a_wide_phrase_finds_the_same_in_one_part_and_in_many(
    many_alike: TantivyEngine, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    request = EngineRequest(parse_query(query, ANALYZER).tree, limit=ALIKE)
    monkeypatch.setattr("search.engines.tantivy.phrases.CHECKS_AT_ONCE", 10**9)
    whole = many_alike.search(request)
    monkeypatch.setattr("search.engines.tantivy.phrases.CHECKS_AT_ONCE", 50_000)
    assert many_alike.search(request) == whole
    assert whole.passages < ALIKE or query.startswith("title")


def test_a_vocabulary_is_counted_once_for_all_patterns_of_a_query_that_begin_alike(
    many_alike: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    vocabulary = Translation._vocabulary

    def noting(translation: Translation, field: str, start: str) -> dict[str, int]:
        found = vocabulary(translation, field, start)
        asked.append(id(found))
        return found

    monkeypatch.setattr(Translation, "_vocabulary", noting)
    many_alike.search(EngineRequest(parse_query("*a* OR *1* OR *2* OR w1*", ANALYZER).tree))
    assert len(asked) == 4
    assert len(set(asked)) == 2
