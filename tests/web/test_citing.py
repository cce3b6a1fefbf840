"""Citing documents and passages, and lists of selected passages."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy
from flask.testing import FlaskClient

from tests.web.pages import OpenPage, Page, page_problems

SITE = "http://localhost"


def address(client: FlaskClient, query: str) -> str:
    """The address of the document that a search finds first."""
    url: str = client.get(f"/api/v1/search?{query}&size=1").get_json()["hits"][0]["document"]["url"]
    return url


def passages(client: FlaskClient, query: str) -> list[str]:
    return [hit["id"] for hit in client.get(f"/api/v1/search?{query}").get_json()["hits"]]


def test_a_document_is_cited_in_words_that_say_what_it_is_and_where(client: FlaskClient, open_page: OpenPage) -> None:
    url = address(client, "q=again&kind=letter")
    (reference,) = open_page(url).texts("//details[@id='cite']//pre[@data-copy='Copy the reference']")
    assert reference == (
        "Ann Bell to Harbour Board, “What does sand cost?”. Letter, 5 March 2014. "
        f"Florilegium, records.jsonl#ask. {SITE}{url}"
    )


def test_a_date_that_is_derived_stands_in_brackets_with_where_it_is_from(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?group=document&size=100").get_json()["hits"]
    derived = [hit["document"] for hit in hits if (hit["document"]["date_from"] or "").endswith("(derived)")]
    assert derived
    for one in derived:
        (reference,) = Page(sample_client, one["url"]).texts("//pre[@data-copy='Copy the reference']")
        assert f", from {one['date_from'].removesuffix(' (derived)')}]. " in reference


def test_an_undated_document_is_cited_as_undated(client: FlaskClient, open_page: OpenPage) -> None:
    page = open_page(address(client, "q=nobody+signed"))
    (reference,) = page.texts("//pre[@data-copy='Copy the reference']")
    assert "Unknown author, “About sand”. Web page, undated." in reference
    (item,) = json.loads(page.texts("//pre[@data-copy='Copy the CSL-JSON']")[0])
    assert "issued" not in item
    assert item["note"] == "undated"


def test_what_is_shown_is_what_is_downloaded(client: FlaskClient, open_page: OpenPage) -> None:
    url = address(client, "q=again&kind=letter")
    page = open_page(url)
    for link in page.tree.xpath("//details[@id='cite']//a[contains(@href, '/reference.')]/@href"):
        assert client.get(str(link)).status_code == 200
    (entry,) = bibtexparser.parse_string(client.get(f"{url}/reference.bib").get_data(as_text=True)).entries
    assert (entry.fields_dict["year"].value, entry.fields_dict["month"].value) == ("2014", "3")
    (record,) = rispy.loads(client.get(f"{url}/reference.ris").get_data(as_text=True))
    assert (record["type_of_reference"], record["date"]) == ("PCOMM", "2014/03/05/")
    (item,) = client.get(f"{url}/reference.csl.json").get_json(force=True)
    assert (item["type"], item["issued"]) == ("personal_communication", {"date-parts": [[2014, 3, 5]]})
    assert client.get(f"{url}/reference.docx").status_code == 404


def test_a_passage_is_quoted_with_its_source_and_its_own_address(client: FlaskClient, open_page: OpenPage) -> None:
    found = passages(client, "q=quay+stones")
    assert found
    for passage_id in found:
        page = open_page(f"/p/{passage_id}/cite")
        assert page_problems(page) == []
        quotation, link = page.texts("//pre")[:2]
        assert link == f"{SITE}/p/{passage_id}"
        assert quotation.startswith("“")
        assert quotation.endswith(link)


def test_every_passage_of_a_document_can_be_cited_from_its_page(client: FlaskClient, open_page: OpenPage) -> None:
    url = address(client, "q=quay+stones")
    ids = [passage["id"] for passage in client.get(f"/api/v1{url}").get_json()["passages"]]
    links = open_page(url).tree.xpath("//ol[@class='cite-passages']//a/@href")
    assert links == [f"/p/{passage_id}/cite" for passage_id in ids]


def test_results_are_selected_without_scripts_and_listed_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    picks = page.tree.xpath("//input[@type='checkbox' and @name='p' and @form='selection']/@value")
    assert len(picks) == len(page.titles()) > 1
    assert page.one("//form[@id='selection']").get("action") == "/list"
    listed = open_page(f"/list?p={picks[1]}&p={picks[0]}")
    assert page_problems(listed) == []
    assert listed.tree.xpath("//h2/a/@href") == [f"/p/{picks[1]}", f"/p/{picks[0]}"]
    assert open_page(listed.href("Take off the list")).tree.xpath("//h2/a/@href") == [f"/p/{picks[0]}"]


def test_a_passage_is_added_to_a_list_by_its_address(client: FlaskClient, open_page: OpenPage) -> None:
    first, second = passages(client, "q=sand")[:2]
    page = open_page(f"/list?p={first}&p={SITE}/p/{second}&p=")
    assert page.tree.xpath("//h2/a/@href") == [f"/p/{first}", f"/p/{second}"]


def test_a_list_leads_to_every_format_and_to_its_embedding(client: FlaskClient, open_page: OpenPage) -> None:
    page = open_page(f"/list?p={passages(client, 'q=sand')[0]}")
    links = page.tree.xpath("//section[@aria-labelledby='take-list']//a/@href")
    assert len(links) == 7
    assert [link for link in links if client.get(str(link)).status_code != 200] == []


@pytest.mark.parametrize("url", ["/list", "/list?p=unknown"])
def test_a_list_without_passages_says_what_to_do(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    assert page_problems(page) == []
    assert "Select results" in page.texts("//main")[0]


def test_a_list_that_is_too_long_is_refused(client: FlaskClient) -> None:
    assert client.get("/list?" + "&".join(f"p={n}" for n in range(101))).status_code == 400
