"""The two real documents that the product is for, from file to answer, against what a person found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from tests.places import SEEDS, needs

pytestmark = needs(SEEDS)

FORUM_FURNITURE = ("Post Reply", "Joined:", "Posts:", "Who is online", "Users browsing this forum")


def expected() -> list[dict[str, Any]]:
    """The truth: sources with their documents."""
    if not SEEDS.is_dir():
        return []
    truth: list[dict[str, Any]] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    return truth


def flori(*arguments: str, index: Path | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments, env={"FLORI_INDEX": str(index)} if index else {})


@pytest.fixture(scope="module")
def inspected() -> dict[str, list[dict[str, Any]]]:
    """The documents of each source, as `flori inspect` prints them."""
    result = flori("inspect", "--format", "json", *(str(SEEDS / source["source"]) for source in expected()))
    assert result.exit_code == 0
    return {source["source"]: source["documents"] for source in json.loads(result.stdout)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of both."""
    folder = tmp_path_factory.mktemp("seeds")
    result = flori("index", *(str(SEEDS / source["source"]) for source in expected()), index=folder)
    assert result.exit_code == 0
    return folder


def pairs() -> list[Any]:
    """Each expected document with its source's name and its place among the source's documents."""
    return [
        pytest.param(source, place, id=document["key"])
        for source in expected()
        for place, document in enumerate(source["documents"])
    ]


@pytest.mark.parametrize(("source", "place"), pairs())
def test_every_document_is_found_with_every_field_right(
    inspected: dict[str, list[dict[str, Any]]], source: dict[str, Any], place: int
) -> None:
    wanted, found = source["documents"][place], inspected[source["source"]][place]
    keys = dict(
        zip(
            (document["key"] for document in source["documents"]),
            (document["key"] for document in inspected[source["source"]]),
            strict=True,
        )
    )
    assert found["kind"] == wanted["kind"]
    assert wanted.get("title_contains", "") in found["title"]
    assert found["authors"] == wanted["authors"]
    assert found["date"] == wanted["date"]
    assert found["text"].startswith(wanted["starts"])
    assert wanted.get("ends", "") in found["text"][-len(wanted.get("ends", "")) - 1 :]
    for field in ("quoted_in", "reply_to"):
        assert found[field] == (keys[wanted[field]] if field in wanted else None)
    check_people(wanted, found)
    check_date_from(wanted.get("date_from"), found["date_from"])
    if "thread" in source:
        assert found["thread"] == source["thread"]


def check_people(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    """Signatories and recipients are given by name, or by number, or by one that is among them."""
    for field in ("signatories", "recipients"):
        if isinstance(wanted.get(field), int):
            assert len(found[field]) == wanted[field]
        elif field in wanted:
            assert found[field] == wanted[field]
    assert any(wanted.get("recipients_contain", "") in recipient for recipient in (*found["recipients"], ""))


def check_date_from(wanted: str | None, found: str | None) -> None:
    """The words before a bracket say where the date was found; a derived one says so."""
    if wanted is not None:
        assert found is not None
        assert found.startswith(wanted.partition(" (")[0])
        assert "derived" not in wanted or "derived" in found


def test_nothing_else_is_found(inspected: dict[str, list[dict[str, Any]]]) -> None:
    assert {name: len(found) for name, found in inspected.items()} == {
        source["source"]: len(source["documents"]) for source in expected()
    }


def test_no_document_holds_furniture_of_the_forum(inspected: dict[str, list[dict[str, Any]]]) -> None:
    for documents in inspected.values():
        for document in documents:
            assert not [words for words in FORUM_FURNITURE if words in document["text"]]


def test_the_words_of_a_quoted_document_are_found_in_it_alone(
    index: Path, inspected: dict[str, list[dict[str, Any]]]
) -> None:
    quoted = [document for documents in inspected.values() for document in documents if document["quoted_in"]]
    assert quoted
    for document in quoted:
        words = " ".join(document["text"].split()[:6])
        answer = json.loads(flori("search", f'"{words}"', "--format", "json", index=index).stdout)
        assert {hit["document"]["title"] for hit in answer["hits"]} == {document["title"]}


def test_a_word_is_found_in_documents_of_several_kinds_and_each_facet_adds_up(index: Path) -> None:
    answer = json.loads(flori("search", "sanctions", "--format", "json", "--size", "100", index=index).stdout)
    kinds = {
        value["value"]: value["count"]
        for facet in answer["facets"]
        if facet["field"] == "kind"
        for value in facet["values"]
    }
    assert set(kinds) >= {"letter", "news article"}
    assert sum(kinds.values()) == answer["total"]["passages"] == len(answer["hits"])


def test_the_index_of_the_real_documents_is_in_step(index: Path) -> None:
    assert flori("verify", index=index).exit_code == 0
