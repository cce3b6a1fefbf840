"""From result to result of the search that one came from, and to the place on the web."""

from __future__ import annotations

from tests.web.pages import OpenPage, Page

STEPS = "//nav[@aria-label='Results of the search']"


def walked(open_page: OpenPage, page: Page, step: str) -> list[str]:
    """The titles that one comes by, going from a document in one direction."""
    titles = page.texts("//h1")
    while links := page.all(f"{STEPS}//a[@rel='{step}']"):
        page = open_page(str(links[0].get("href")))
        titles += page.texts("//h1")
    return titles


def test_going_on_walks_through_all_results_over_their_pages(open_page: OpenPage) -> None:
    results = [title for number in (1, 2, 3) for title in open_page(f"/?q=tide&page={number}").titles()]
    first = open_page(open_page("/?q=tide").href(results[0], "//section[@class='hits']"))
    assert walked(open_page, first, "next") == results


def test_going_back_walks_the_same_way(open_page: OpenPage) -> None:
    results = [title for number in (1, 2, 3) for title in open_page(f"/?q=tide&page={number}").titles()]
    last = open_page(open_page("/?q=tide&page=3").href(results[-1], "//section[@class='hits']"))
    assert walked(open_page, last, "prev") == results[::-1]


def test_a_document_says_which_result_it_is(open_page: OpenPage) -> None:
    page = open_page(open_page("/?q=tide&page=2").href("Tide note", "//section[@class='hits']"))
    assert page.texts(f"{STEPS}//span[@class='result-place']") == ["Result 11 of 30"]


def test_passages_of_one_document_are_one_step(open_page: OpenPage) -> None:
    search = open_page("/?q=quay&group=passage")
    titles = walked(open_page, open_page(search.href(search.titles()[0], "//section[@class='hits']")), "next")
    assert len(titles) == len(set(titles))


def test_a_document_that_the_search_does_not_find_still_leads_back_to_it(open_page: OpenPage) -> None:
    url = open_page("/?q=herring").href("Notice", "//section[@class='hits']").partition("?")[0]
    for query in ("q=tide", "q=tide&page=99"):
        page = open_page(f"{url}?{query}")
        assert page.status == 200
        assert page.texts(f"{STEPS}//span[@class='result-place']") == []


def test_a_document_whose_address_runs_a_script_has_no_link_to_the_web(open_page: OpenPage) -> None:
    page = open_page(open_page("/?q=sandcastle").href("<script>", "//section[@class='hits']"))
    assert [href for href in page.tree.xpath("//a/@href") if str(href).startswith("javascript")] == []
