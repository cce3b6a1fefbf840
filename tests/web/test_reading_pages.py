"""Document and source pages."""

from __future__ import annotations

import json
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient

from tests.web.dossier import HOSTILE, LONG_PARAGRAPHS
from tests.web.pages import OpenPage, Page


def document(open_page: OpenPage, query: str, title: str) -> Page:
    """The page of a document, reached from a search."""
    return open_page(open_page(query).href(title, "//section[@class='hits']"))


def facts(page: Page) -> dict[str, str]:
    return dict(zip(page.texts("//dl//dt"), page.texts("//dl//dd"), strict=True))


def test_a_document_says_who_wrote_to_whom_when_and_how_that_is_known(open_page: OpenPage) -> None:
    page = document(open_page, "/?q=sand", "What does sand cost?")
    assert page.texts("//h1") == ["What does sand cost?"]
    known = facts(page)
    assert (known["From"], known["To"]) == ("Ann Bell", "Harbour Board")
    assert known["Date"].startswith("5 March 2014 (stated in ")


def test_an_unknown_date_is_said_to_be_unknown(open_page: OpenPage) -> None:
    assert facts(document(open_page, "/?q=sand", "About sand"))["Date"] == "unknown"


def test_the_whole_text_is_there_with_every_passage_anchored_once(open_page: OpenPage, client: FlaskClient) -> None:
    page = document(open_page, "/?q=quay+report", "The state of the quay")
    path = urlsplit(page.url).path
    passages = client.get(f"/api/v1{path}").get_json()["passages"]
    assert len(passages) > 5
    anchors = [str(element.get("id")) for element in page.all("//*[@class='passage' and @id]")]
    assert anchors == [passage["anchor"] for passage in passages]
    assert len(page.all("//div[@class='document-text']/p")) == LONG_PARAGRAPHS
    shown = "".join(page.one("//div[@class='document-text']").text_content().split())
    assert shown == "".join("".join(passage["text"].split()) for passage in passages)


def test_a_hit_leads_to_its_passage_with_the_words_marked(open_page: OpenPage) -> None:
    url = open_page("/?q=paragraph+20+quay").href("The state of the quay", "//section[@class='hits']")
    page = open_page(url)
    (passage,) = page.all(f"//*[@id='{urlsplit(url).fragment}']")
    assert passage.xpath(".//mark")
    steps = page.all("//nav[@aria-label='Passages that match']//a")
    assert f"#{urlsplit(url).fragment}" in [step.get("href") for step in steps]


def test_a_document_names_the_passages_that_its_results_count_and_not_all_with_a_word_marked(
    open_page: OpenPage, client: FlaskClient
) -> None:
    hits = client.get("/api/v1/search?q=paragraph+20+quay&size=100").get_json()["hits"]
    page = document(open_page, "/?q=paragraph+20+quay", "The state of the quay")
    path = urlsplit(page.url).path
    found = {hit["url"].removeprefix(path) for hit in hits if hit["document"]["url"] == path}
    steps = page.all("//nav[@aria-label='Passages that match']//a")
    assert {step.get("href") for step in steps} == found
    assert len(found) < len(page.all("//*[@class='passage' and .//mark]"))


def test_a_name_leads_to_all_that_the_same_person_wrote_or_was_sent(open_page: OpenPage) -> None:
    page = document(open_page, "/?q=sand", "What does sand cost?")
    assert page.href("Ann Bell", "//dl") == "/?author=Ann+Bell"
    assert page.href("Harbour Board", "//dl") == "/?recipient=Harbour+Board"
    assert open_page(page.href("Ann Bell", "//dl")).texts("//section[@class='hits']//h3")


def test_many_authors_are_folded_with_the_first_of_them_said(app: Flask) -> None:
    people = [f"Author {number}" for number in range(60)]
    with app.test_request_context():
        links = get_template_attribute("partials/_macros.html", "people_links")(people, "author")
    assert "Author 2 and 57 others</summary>" in links
    assert links.count("<a ") == 60


def test_without_a_query_nothing_is_marked_and_nothing_leads_back(open_page: OpenPage) -> None:
    url = open_page("/?q=sand").href("About sand", "//section[@class='hits']")
    page = open_page(urlsplit(url).path)
    assert page.all("//mark") == []
    assert page.all("//nav[@class='result-steps']") == []


def test_the_way_back_leads_to_the_results_one_came_from(open_page: OpenPage) -> None:
    page = document(open_page, "/?q=tide&kind=forum+post&sort=oldest&page=2", "Tide note")
    assert page.href("Back to the results") == "/?q=tide&kind=forum+post&sort=oldest&page=2"
    assert page.one("//link[@rel='canonical']").get("href") == f"http://localhost{urlsplit(page.url).path}"


def test_an_exchange_can_be_read_on_from_letter_to_letter(open_page: OpenPage) -> None:
    first = document(open_page, "/?q=sand", "What does sand cost?")
    assert first.texts("//*[@id='thread-heading']") == ["The price of sand"]
    second = open_page(first.href("Sand, an answer", "//aside"))
    assert second.texts("//h1") == ["Sand, an answer"]
    assert second.href("What does sand cost?", "//aside")
    assert second.href("Back to the results") == "/?q=sand"


def test_a_quoted_document_is_set_in_where_it_stands_and_leads_both_ways(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?group=document&size=100").get_json()["hits"]
    quoted = [hit["document"] for hit in hits if hit["document"]["quoted_in"]]
    assert quoted
    for one in quoted:
        page = Page(sample_client, one["url"])
        around = Page(sample_client, f"/documents/{one['quoted_in']}")
        assert facts(page)["Quoted in"].startswith(around.texts("//h1")[0])
        assert one["url"] in around.tree.xpath("//aside[@class='inset']//a/@href")


def test_a_derived_date_says_what_it_is_derived_from(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?group=document&size=100").get_json()["hits"]
    derived = [hit["document"] for hit in hits if "(derived)" in (hit["document"]["date_from"] or "")]
    assert derived
    for one in derived:
        origin = one["date_from"].removesuffix(" (derived)")
        assert f"taken from {origin}" in facts(Page(sample_client, one["url"]))["Date"]


def test_a_document_leads_to_its_place_in_the_source(open_page: OpenPage) -> None:
    page = document(open_page, "/?q=herring", "Notice")
    url = page.href("In its place in the whole source")
    source = open_page(url)
    assert source.status == 200
    (region,) = source.all(f"//*[@id='{urlsplit(url).fragment}']")
    assert "A notice about herring." in region.text_content()


def test_all_text_of_a_source_is_shown_and_furniture_set_apart(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?group=document&size=100&kind=forum+post").get_json()["hits"]
    page = Page(sample_client, hits[0]["document"]["url"])
    source = Page(sample_client, page.href("In its place").partition("#")[0])
    assert len(source.all("//section[@class='region']")) > 1
    assert source.all("//div[@class='furniture']")
    assert source.all("//section[@class='region']//div[@class='furniture']") == []


def test_hostile_text_is_shown_and_never_run(open_page: OpenPage) -> None:
    page = document(open_page, "/?q=sandcastle", HOSTILE)
    assert '<script>alert("text")</script>' in page.texts("//div[@class='document-text']")[0]
    assert [a for a in page.tree.xpath("//a/@href") if str(a).startswith("javascript:")] == []
    (data,) = [script for script in page.all("//script") if not script.get("src")]
    assert data.get("type") == "application/ld+json"
    assert json.loads(str(data.text))["name"] == HOSTILE


@pytest.mark.parametrize("query", ["/?q=herring", "/?q=sand"])
def test_an_original_is_never_a_page_that_a_browser_would_run(
    open_page: OpenPage, client: FlaskClient, query: str
) -> None:
    page = open_page(open_page(query).href("", "//h3"))
    response = client.get(page.href("Original file"))
    assert response.status_code == 200
    assert response.mimetype == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_an_original_comes_byte_for_byte_in_its_own_encoding(open_page: OpenPage, client: FlaskClient) -> None:
    page = open_page(open_page(f"/?q={quote('café')}").href("", "//h3"))
    response = client.get(page.href("Original file"))
    assert "café" in response.data.decode(response.mimetype_params["charset"])


def test_what_is_not_there_is_said_on_a_page_with_a_search_box(open_page: OpenPage) -> None:
    for url in ("/documents/0000000000000000", "/sources/0000000000000000", "/sources/x/original", "/nowhere"):
        page = open_page(url)
        assert page.status == 404
        assert page.texts("//h1") == ["There is nothing here"]
        assert page.all("//form[@role='search']")


def test_an_exchange_is_drawn_with_a_link_to_each_of_its_letters(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?q=bucket&kind=letter&group=document").get_json()["hits"]
    paths = [Page(sample_client, hit["document"]["url"]).href("In its place").partition("#")[0] for hit in hits]
    drawn = [page for path in paths if (page := Page(sample_client, path)).all("//section[@class='timeline']")]
    assert drawn
    for page in drawn:
        marks = page.tree.xpath("//section[@class='timeline']//*[local-name()='svg']//*[local-name()='a']")
        contents = dict(
            zip(
                page.tree.xpath("//nav[@aria-labelledby='contents-heading']//a/@href"),
                page.texts("//nav[@aria-labelledby='contents-heading']//li/span"),
                strict=True,
            )
        )
        assert [mark.get("aria-label") for mark in marks] == [contents[mark.get("href")] for mark in marks]


def test_a_letter_shows_its_exchange_as_a_picture_and_as_a_list_with_itself_marked(sample_client: FlaskClient) -> None:
    hits = sample_client.get("/api/v1/search?q=bucket&kind=letter&group=document").get_json()["hits"]
    pages = [Page(sample_client, hit["document"]["url"] + "?q=bucket") for hit in hits]
    drawn = [page for page in pages if page.all("//section[@class='timeline']")]
    assert drawn
    for page in drawn:
        marks = page.tree.xpath("//section[@class='timeline']//*[local-name()='svg']//*[local-name()='a']")
        listed = page.all("//ol[@class='timeline-list']//a")
        assert [mark.get("href") for mark in marks] == [link.get("href") for link in listed]
        assert all(str(link.get("href")).endswith("?q=bucket") for link in listed)
        (current,) = page.texts("//ol[@class='timeline-list']//a[@aria-current='page']")
        assert current == page.texts("//h1")[0]
        assert all(" to " in item for item in page.texts("//ol[@class='timeline-list']/li"))
