"""What a person set by hand is shown as such, and every document says where and when it was collected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.applications import application
from tests.web.pages import Page

LETTERS = """Wick Ferry, 3 May 2015

Dear Mr Quill,

The ferry has not sailed since Monday.

Yours sincerely,

Ada Birch

PS. KÃ¶ln is lovely.
"""
CORRECTION = """[source]
title = "Ferry papers"
url = "https://ferry.example/letters"
retrieved = "2026-05-14T09:30:00+00:00"

[[document]]
starts = "Dear Mr Quill"
authors = ["Ada Birch the elder"]
date = "2015-06"
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "letters.txt").write_text(LETTERS, encoding="utf-8")
    (folder / "letters.txt.flori.toml").write_text(CORRECTION, encoding="utf-8")
    apps: Iterator[Flask] = application(folder, tmp_path_factory.mktemp("corrected-index"))
    for app in apps:
        yield app.test_client()


def detail(client: FlaskClient) -> dict[str, Any]:
    (hit,) = client.get("/api/v1/search?q=ferry").get_json()["hits"]
    found: dict[str, Any] = client.get(f"/api/v1{hit['document']['url']}").get_json()
    return found


def test_the_api_names_what_was_set_and_says_how_the_date_is_known(client: FlaskClient) -> None:
    found = detail(client)
    assert found["by_hand"] == ["authors", "date"]
    assert found["date_from"] == "set by hand"
    assert found["source"]["by_hand"] == ["title"]
    assert found["source"]["retrieved_from"] == "https://ferry.example/letters"


def test_the_page_of_a_document_says_what_was_set_and_where_it_was_collected(client: FlaskClient) -> None:
    page = Page(client, detail(client)["url"], {})
    facts = dict(zip(page.texts("//dl//dt"), page.texts("//dl//dd"), strict=True))
    assert facts["Date"] == "June 2015 (day unknown; set by hand)"
    assert facts["Set by hand"] == "author, date"
    assert "Collected on 14 May 2026" in page.texts("//aside//li")
    assert any("https://ferry.example/letters" in text for text in page.texts("//aside//li"))


def test_the_page_of_a_source_says_it_of_the_source_and_of_each_document(client: FlaskClient) -> None:
    page = Page(client, detail(client)["source"]["url"], {})
    assert page.texts("//h1") == ["Ferry papers"]
    assert page.texts("//header/p[@class='citation']")[0].endswith("Set by hand: title")
    (entry,) = page.texts("//aside/nav//li")
    assert entry.endswith("Set by hand: author, date")
    assert "Collected on 14 May 2026" in page.texts("//aside//li")


def test_results_show_that_a_date_was_set_by_hand(client: FlaskClient) -> None:
    assert "(day unknown; set by hand)" in Page(client, "/?q=ferry", {}).texts("//section[@class='hits']")[0]


def test_it_is_said_in_german_too(client: FlaskClient) -> None:
    page = Page(client, f"{detail(client)['url']}?lang=de", {})
    facts = dict(zip(page.texts("//dl//dt"), page.texts("//dl//dd"), strict=True))
    assert facts["Von Hand gesetzt"] == "Verfasser, Datum"


@pytest.mark.parametrize("place", ["documents", "sources"])
def test_words_decoded_wrongly_before_are_named_on_the_pages_of_document_and_source(
    client: FlaskClient, place: str
) -> None:
    found = detail(client)
    address = found["url"] if place == "documents" else f"/sources/{found['source']['id']}"
    assert any(
        "“KÃ¶ln” for “Köln”" in text for text in Page(client, address).texts("//*[contains(@class, 'citation')]")
    )
    assert len(found["source"]["notes"]) == 1
