"""What stands beside a post on its lines is no part of it, and is still shown, folded or dimmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.indexer.test_left_out import DUMP
from tests.web.applications import application
from tests.web.pages import Page

PHRASE = "was told that the timetable is historical"
FURNITURE = "//*[contains(@class, 'furniture')]"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("dumped")
    (folder / "thread.txt").write_text(DUMP, encoding="utf-8")
    apps: Iterator[Flask] = application(folder, tmp_path_factory.mktemp("dumped-index"))
    for app in apps:
        yield app.test_client()


def hit(client: FlaskClient) -> dict[str, Any]:
    (found,) = client.get(f'/api/v1/search?q="{PHRASE}"').get_json()["hits"]
    return dict(found)


def test_a_phrase_is_found_across_the_column_and_highlighted_where_its_words_are(client: FlaskClient) -> None:
    snippet = hit(client)["snippet"]
    marked = [snippet["text"][start:end] for start, end in snippet["highlights"]]
    assert " ".join(" ".join(marked).split()) == PHRASE


def test_the_column_is_not_searched(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?q=284").get_json()["total"]["passages"] == 0


def test_a_document_page_folds_what_stands_beside_its_words(client: FlaskClient) -> None:
    page = Page(client, hit(client)["document"]["url"])
    (text,) = page.texts("//*[@class='document-text']")
    assert PHRASE in " ".join(text.split())
    assert "284" not in text
    (folded,) = page.texts(f"//details{FURNITURE.removeprefix('//*')}")
    assert "Posts: 284" in folded


def test_a_source_page_dims_what_stands_beside_the_words_of_a_document(client: FlaskClient) -> None:
    detail = client.get(f"/api/v1{hit(client)['document']['url']}").get_json()
    dimmed = " ".join(Page(client, f"/sources/{detail['source']['id']}").texts(FURNITURE))
    assert "Posts: 284" in dimmed
    assert PHRASE not in dimmed
