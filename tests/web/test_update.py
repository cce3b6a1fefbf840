"""What htmx is given: the part of the page that changes, the same as in the whole page."""

from __future__ import annotations

import lxml.html
import pytest
from flask.testing import FlaskClient

from tests.web.pages import OpenPage, Page, markup

UPDATE = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Boosted": "true", "HX-Target": "div#results"}


@pytest.mark.parametrize(
    "url",
    ["/", "/?q=sand", "/?q=tide&page=2&kind=forum+post", "/?q=zzzz&kind=letter", "/?q=colour%3Ared", "/?date=soon"],
)
def test_the_update_is_the_part_of_the_page_that_it_replaces(client: FlaskClient, url: str) -> None:
    whole = Page(client, url)
    update = client.get(url, headers=UPDATE)
    assert update.status_code == whole.status
    title, root = lxml.html.fragments_fromstring(update.get_data(as_text=True))
    assert title.text == whole.texts("/html/head/title")[0]
    assert markup(root) == whole.root()


def test_caches_keep_page_and_update_apart(client: FlaskClient) -> None:
    for headers in ({}, UPDATE):
        assert "HX-Request" in client.get("/?q=sand", headers=headers).vary


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-History-Restore-Request": "true", "HX-Request-Type": "full"},
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
        {"HX-Request": "true", "HX-Request-Type": "full"},
    ],
)
def test_restoring_a_page_from_the_history_gives_the_whole_page(open_page: OpenPage, headers: dict[str, str]) -> None:
    page = open_page("/?q=sand", **headers)
    assert page.all("//main//*[@id='results']")
    assert page.one("//input[@id='q']").get("value") == "sand"


def test_the_update_names_the_canonical_address(client: FlaskClient) -> None:
    response = client.get("/?kind=letter&kind=&q=sand&page=1&sort=relevance", headers=UPDATE)
    assert response.headers["HX-Push-Url"] == "/?q=sand&kind=letter"


def test_what_swaps_is_an_ordinary_link_or_form_too(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter")
    swapping = page.all("//*[@hx-boost]")
    assert {element.tag for element in swapping} == {"a", "form"}
    assert all(element.get("href") or element.get("action") for element in swapping)


def test_links_that_leave_the_search_page_do_not_swap(open_page: OpenPage) -> None:
    assert open_page("/?q=sand").all("//a[contains(@href, '/documents/') and @hx-boost]") == []
