"""What the box suggests, what is offered where little was found, and how the query is said to have been read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fragments_fromstring

from tests.web.dossier import HOSTILE
from tests.web.pages import OpenPage


def options(client: FlaskClient, url: str) -> list[HtmlElement]:
    response = client.get(url)
    assert response.status_code == 200
    return [one for one in fragments_fromstring(response.get_data(as_text=True)) if not isinstance(one, str)]


def described(option: HtmlElement) -> str:
    return " ".join(option.text_content().split())


def test_a_word_begun_is_completed_and_keeps_what_stands_before_it(client: FlaskClient) -> None:
    found = {one.get("data-value"): described(one) for one in options(client, "/suggest?q=price+of+san")}
    assert found["price of sand"].startswith("sand word, ")
    assert found["price of sand"].endswith(" passages")


def test_a_word_written_out_is_not_suggested(client: FlaskClient) -> None:
    assert "price of sand" not in [one.get("data-value") for one in options(client, "/suggest?q=Price+of+sand")]


def test_a_name_begun_leads_to_what_that_person_wrote_or_was_sent(client: FlaskClient) -> None:
    found = {described(one): one.get("data-url") for one in options(client, "/suggest?q=sand+ann&kind=letter")}
    assert found["Ann Bell author, 1 passage"] == "/?q=sand&author=Ann+Bell&kind=letter"
    assert found["Ann Bell recipient, 1 passage"] == "/?q=sand&kind=letter&recipient=Ann+Bell"


def test_a_name_of_several_words_is_found_by_all_of_them(client: FlaskClient) -> None:
    found = {described(one): one.get("data-url") for one in options(client, "/suggest?q=harbour+bo")}
    assert found["Harbour Board author, 1 passage"] == "/?author=Harbour+Board"


def test_a_name_is_found_by_its_surname(client: FlaskClient) -> None:
    found = {described(one): one.get("data-url") for one in options(client, "/suggest?q=sand+bell")}
    assert found["Ann Bell author, 1 passage"] == "/?q=sand&author=Ann+Bell"


def test_a_title_leads_to_its_document(client: FlaskClient) -> None:
    (title,) = (one for one in options(client, "/suggest?q=state+qua") if "The state" in described(one))
    assert described(title) == "The state of the quay web page"
    assert client.get(str(title.get("data-url"))).status_code == 200


@pytest.mark.parametrize("q", ["", "s", "sand ", '"', "sand*", "((((", "title:", "*", "~~", "AND", "a:b:c", "\x00ab"])
def test_nothing_that_can_be_typed_is_a_mistake(client: FlaskClient, q: str) -> None:
    assert client.get("/suggest", query_string={"q": q}).status_code == 200


def test_titles_are_shown_as_text(client: FlaskClient) -> None:
    (title,) = (one for one in options(client, "/suggest?q=script+aler") if "forum post" in described(one))
    assert HOSTILE in described(title)


def test_a_misspelt_word_brings_an_offer_and_changes_nothing(open_page: OpenPage) -> None:
    page = open_page("/?q=harbuor+board")
    assert page.titles() == []
    assert page.texts("//p[@class='respelling']")[0].startswith("Did you mean harbour board?")
    offered = open_page(page.href("harbour board"))
    assert offered.url == "/?q=harbour+board"
    assert offered.titles()


def test_an_offer_keeps_filters_and_fields_as_they_are(open_page: OpenPage) -> None:
    page = open_page("/?q=title%3Asand+smal&kind=web+page")
    assert page.href("title:sand small") == "/?q=title%3Asand+small&kind=web+page"


@pytest.mark.parametrize("q", ["sand", "zzzzzzzz", "harbuor~", "author:harbuor"])
def test_where_no_other_spelling_finds_more_none_is_offered(open_page: OpenPage, q: str) -> None:
    assert open_page(f"/?q={q}").texts("//p[@class='respelling']") == []


def test_a_word_that_matches_nothing_is_named(open_page: OpenPage) -> None:
    page = open_page("/?q=sand+unicorn")
    assert page.texts("//ul[@aria-label='How the query was read']/li") == ["Nothing matches unicorn."]


def test_the_query_is_said_in_words_and_an_expansion_in_numbers(open_page: OpenPage) -> None:
    page = open_page("/?q=sand+ti*")
    reading = page.texts("//div[@class='reading-of-query']")[0]
    assert reading.startswith("Searched in texts and titles: “sand” and words that start with “ti”.")
    assert "ti* stands for" in open_page("/?q=ti*").texts("//div[@class='reading-of-query']")[0]


def test_the_search_is_offered_without_the_word_that_matches_nothing(open_page: OpenPage) -> None:
    page = open_page("/?q=sand+zzzz&kind=letter")
    assert page.texts("//p[@class='other-query']") == ["Without that: sand 2 passages"]
    found = open_page(page.one("//a[@id='without']").get("href") or "")
    assert found.url == "/?q=sand&kind=letter"
    assert len(found.titles()) == 2


@pytest.mark.parametrize("q", ["sand+OR+zzzz", "zzzz+yyyy", "sand+NOT+zzzz", "zzzz"])
def test_nothing_is_left_out_of_a_query_that_would_mean_something_else(open_page: OpenPage, q: str) -> None:
    assert open_page(f"/?q={q}&kind=letter").all("//a[@id='without']") == []
