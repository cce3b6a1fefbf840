"""Requests made to cost much: each is answered whole, or refused with what is allowed."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.run.progress import SilentReporter
from indexer.run.sync import RunRequest, synchronize
from search.searcher import open_searcher
from search.settings import Settings
from search.spelling import MOST_WORDS
from tests.web.dossier import write_dossier
from web.app import create_app
from web.provider import SearcherProvider


def problem(client: FlaskClient, pairs: list[tuple[str, str]]) -> tuple[int, str, str]:
    """Status, parameter and what is allowed."""
    response = client.get(f"/api/v1/search?{urlencode(pairs)}")
    said = response.get_json()
    return response.status_code, said["parameter"], said["expected"]


@pytest.mark.parametrize(
    ("q", "allowed"),
    [
        ("a" * 60_000, "a query of at most 2,000 characters"),
        (" OR ".join(["*a*"] * 1_000), "a query of at most 2,000 characters"),
        (" OR ".join(["*a*"] * 100), "a query of at most 20 words with *, ? or ~"),
        (" ".join(["a~"] * 100), "a query of at most 20 words with *, ? or ~"),
        ("a " * 900, "a query of at most 250 words"),
        ("(" * 1_900 + "a", "a query of at most 20 parentheses within each other"),
        ("(" * 5_000 + "a" + ")" * 5_000, "a query of at most 2,000 characters"),
        ("-(" * 500 + "a", "a query of at most 20 parentheses within each other"),
    ],
    ids=lambda text: text[:20],
)
def test_a_query_beyond_a_limit_is_refused_by_its_name(client: FlaskClient, q: str, allowed: str) -> None:
    assert problem(client, [("q", q)]) == (400, "q", allowed)
    for path in ("/", "/embed", "/suggest", "/api/v1/search.csv", "/api/v1/search.atom"):
        response = client.get(f"{path}?{urlencode({'q': q})}")
        assert response.status_code in (200, 400)
        assert path == "/suggest" or response.status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/embed", "/nowhere"])
def test_a_query_of_a_megabyte_is_not_even_read(client: FlaskClient, path: str) -> None:
    response = client.get(path, query_string=f"q={'a' * 1_000_000}")
    assert response.status_code == 414
    assert len(response.data) < 2_000


@pytest.mark.parametrize(
    "q",
    ["*a*", "*", "*a*" * 100, "?" * 1_000, "a~" * 10, "*a*b*c*d*e*f*g*h*" * 20, "a\\" * 900],
    ids=lambda text: text[:20],
)
def test_an_odd_query_within_the_limits_is_answered_whole(client: FlaskClient, q: str) -> None:
    response = client.get(f"/api/v1/search?{urlencode({'q': q})}")
    assert response.status_code == 200
    assert response.get_json()["total"]["passages"] >= 0


@pytest.mark.parametrize("name", ["author", "recipient", "source", "not_author"])
def test_thousands_of_values_to_filter_by_are_refused(client: FlaskClient, name: str) -> None:
    pairs = [(name, f"nobody {n}") for n in range(1_000)]
    assert problem(client, pairs) == (400, name.removeprefix("not_"), "at most 200 values in all")
    assert client.get(f"/?{urlencode(pairs[:200])}").status_code == 200


def test_thousands_of_dates_are_refused(client: FlaskClient) -> None:
    pairs = [("date", f"{1000 + n}") for n in range(1_000)]
    assert problem(client, pairs) == (400, "date", "at most 200 values in all")


def test_a_long_query_without_hits_is_respelt_in_its_first_words_alone(app: Flask) -> None:
    provider: SearcherProvider = app.extensions["searcher"]
    searcher = provider.get()
    asked: list[str] = []
    suggest = searcher._engine.suggest
    engine = searcher._engine
    try:
        engine.suggest = lambda *given: asked.append(given[1]) or suggest(*given)  # type: ignore[method-assign,func-returns-value]
        app.test_client().get(f"/?{urlencode({'q': 'qwxz ' * 200})}")
    finally:
        engine.suggest = suggest  # type: ignore[method-assign]
    assert len(asked) == MOST_WORDS


@pytest.fixture
def strict(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an application that allows little."""
    folder, index = tmp_path_factory.mktemp("strict"), tmp_path_factory.mktemp("strict-index")
    write_dossier(folder)
    settings = Settings(
        corpus=(folder,), index=index, max_query_chars=40, max_query_words=3, max_query_patterns=1,
        max_pattern_words=2, max_filter_values=1,
    )  # fmt: skip
    synchronize(settings, RunRequest(), SilentReporter())
    return create_app(open_searcher(settings), settings).test_client()


def test_the_limits_are_those_of_the_settings(strict: FlaskClient) -> None:
    assert problem(strict, [("q", "a" * 41)])[2] == "a query of at most 40 characters"
    assert problem(strict, [("q", "a b c d")])[2] == "a query of at most 3 words"
    assert problem(strict, [("q", "a* b*")])[2] == "a query of at most 1 words with *, ? or ~"
    assert problem(strict, [("author", "a"), ("kind", "b")])[2] == "at most 1 values in all"
    notes = strict.get("/api/v1/search?q=t*").get_json()["query"]["notes"]
    assert any("t* was expanded to 2 of" in note for note in notes)
