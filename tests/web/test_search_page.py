"""The search page: results, facets, chips, order, pages, and help where nothing is found."""

from __future__ import annotations

import pytest

from tests.web.dossier import HOSTILE, HOSTILE_NAME
from tests.web.pages import OpenPage, Page

FACET = "//section[@aria-labelledby='facet-{}']//a[contains(@class, 'facet-value')]"
CHIPS = "//ul[@aria-label='Restrictions in force']//a[@class='chip']"


def counts(page: Page, field: str) -> dict[str, int]:
    """A facet's values with their counts."""
    found = page.all(FACET.format(field))
    return {
        " ".join(a.xpath("string(span[1])").split()): int(a.xpath("string(span[2]/text())").replace(",", ""))
        for a in found
    }


def test_a_search_says_how_much_it_found(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    assert page.texts("//*[@id='count']") == ["4 passages in 4 documents"]
    assert page.one("//*[@id='count']").get("role") == "status"
    assert len(page.titles()) == 4


def test_a_hit_shows_who_wrote_what_to_whom_and_when(open_page: OpenPage) -> None:
    page = open_page('/?q="why"&author=Ann+Bell')
    hit = page.one("//li[@class='hit']")
    text = " ".join(hit.text_content().split())
    assert text.startswith("Letter 5 March 2014 What does sand cost? From Ann Bell → to Harbour Board")
    assert page.texts("//p[@class='snippet']//mark") == ["why"]
    assert hit.xpath("string(.//time/@datetime)") == "2014-03-05"


def test_partial_and_missing_dates_are_marked_in_words(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&sort=oldest")
    dates = page.texts("//li[@class='hit']//span[@class='hit-date']")
    assert dates == ["5 March 2014", "April 2014 (day unknown)", "2016 (only the year is known)", "undated"]


def test_a_document_is_one_hit_that_counts_its_further_passages(open_page: OpenPage) -> None:
    page = open_page("/?q=stones+quay")
    assert page.titles() == ["The state of the quay"]
    (more,) = page.texts("//ul[@class='relations']//a")
    assert more.endswith("more passages in this document")
    assert page.texts("//*[@id='count']") == [f"{int(more.split()[0]) + 1} passages in 1 document"]
    assert set(open_page("/?q=stones+quay&group=passage").titles()) == {"The state of the quay"}


def test_choosing_a_facet_value_narrows_the_results_and_keeps_its_siblings(open_page: OpenPage) -> None:
    before = open_page("/?q=sand")
    after = open_page(before.href("Letter", "//section[@aria-labelledby='facet-kind']"))
    assert after.url == "/?q=sand&kind=letter"
    assert counts(after, "kind") == counts(before, "kind") == {"Letter": 2, "News article": 1, "Web page": 1}
    assert len(after.titles()) == 2
    assert counts(after, "author") == {"Ann Bell": 1, "Harbour Board": 1}


def test_a_chosen_value_is_marked_and_its_link_takes_it_back(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter")
    (chosen,) = page.all(FACET.format("kind") + "[@aria-current='true']")
    assert "selected; remove" in chosen.text_content()
    assert chosen.get("href") == "/?q=sand"


def test_two_values_of_a_facet_widen_and_two_facets_narrow(open_page: OpenPage) -> None:
    assert len(open_page("/?q=sand&kind=letter&kind=news+article").titles()) == 3
    assert len(open_page("/?q=sand&kind=letter&author=Ann+Bell").titles()) == 1


def test_every_restriction_has_a_chip_that_removes_it(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter&date=2014&sort=oldest")
    assert [(text, a.get("href")) for text, a in zip(page.texts(CHIPS), page.all(CHIPS), strict=True)] == [
        ("Remove Kind of document: Letter ×", "/?q=sand&date=2014&sort=oldest"),
        ("Remove Date: 2014 ×", "/?q=sand&kind=letter&sort=oldest"),
    ]


def test_clearing_all_keeps_the_query_and_the_order(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter&date=2014&sort=oldest&page=1")
    assert page.href("Clear all") == "/?q=sand&sort=oldest"


def test_the_table_of_dates_has_the_numbers_of_the_histogram(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    bars = page.tree.xpath("//*[contains(@class, 'histogram')]/*[local-name()='a']/@aria-label")
    rows = page.texts("//table[@class='date-table']/tbody/tr")
    assert [bar.replace(":", "").rpartition(" ")[0] for bar in bars] == rows[: len(bars)]


def test_the_histogram_leads_to_its_dates_and_names_those_known_less_well(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    march, april, undated = page.all("//*[contains(@class, 'histogram')]/*[local-name()='a']")
    assert (march.get("aria-label"), april.get("aria-label")) == ("March 2014: 1 passage", "April 2014: 1 passage")
    assert open_page(str(march.get("href"))).titles() == ["What does sand cost?"]
    assert undated.get("aria-label") == "Undated: 1 passage"
    others = page.texts("//section[@aria-labelledby='facet-date']/ul//a")
    assert others == ["2016, no month given 1 passage"]


def test_the_undated_can_be_asked_for(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    assert open_page(page.href("Undated")).titles() == ["About sand"]


def test_a_date_can_be_added_by_hand_without_losing_what_is_in_force(open_page: OpenPage) -> None:
    form = open_page("/?q=sand&kind=letter&page=1").one("//form[contains(@class, 'date-form')]")
    fields = {(field.get("name"), field.get("value")) for field in form.xpath(".//input")}
    assert fields == {("q", "sand"), ("kind", "letter"), ("date", None)}


def test_a_new_query_keeps_what_is_in_force(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&kind=letter&date=2014&sort=oldest&page=1")
    fields = {(field.get("name"), field.get("value")) for field in page.all("//input[@form='search']")}
    assert fields == {("kind", "letter"), ("date", "2014"), ("sort", "oldest")}


def test_long_results_come_in_numbered_pages(open_page: OpenPage) -> None:
    first = open_page("/?q=tide")
    assert first.texts("//nav[@aria-label='Pages of results']//a") == ["Page 1", "Page 2", "Page 3", "Next"]
    assert first.one("//a[@aria-current='page']").get("id") == "page-1"
    second = open_page(first.href("Next"))
    assert second.url == "/?q=tide&page=2"
    assert len(second.titles()) == 10
    assert not set(second.titles()) & set(first.titles())
    assert second.one("//a[@rel='prev']").get("href") == "/?q=tide"


def test_without_a_query_the_newest_come_first(open_page: OpenPage) -> None:
    page = open_page("/?kind=letter")
    assert page.titles() == ["Sand, an answer", "What does sand cost?"]
    assert page.texts("//nav[@aria-label='Order of the results']//a") == ["Newest", "Oldest"]


def test_the_start_page_says_what_is_there_and_offers_ways_in(open_page: OpenPage) -> None:
    page = open_page("/")
    assert page.texts("//h1") == ["38 documents, 2014 to 2016"]
    assert counts(page, "kind")["Forum post"] == 31
    examples = page.all("//section[@class='examples']//a")
    assert examples
    assert all(open_page(str(example.get("href"))).titles() for example in examples)


def test_an_empty_result_advises_and_counts_what_the_restrictions_hide(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&author=Surveyor")
    assert page.texts("//*[@id='count']") == ["No passages found"]
    assert page.href("Search without restrictions") == "/?q=sand"
    assert "4 passages in 4 documents" in page.texts("//div[@class='nothing']")[0]


def test_a_query_that_cannot_be_read_keeps_its_text_and_shows_the_place(open_page: OpenPage) -> None:
    page = open_page("/?q=sand+colour%3Ared&kind=letter")
    assert page.status == 400
    assert page.one("//input[@id='q']").get("value") == "sand colour:red"
    assert page.one("//input[@id='q']").get("aria-invalid") == "true"
    assert page.texts("//*[@id='problem']//mark")[0].startswith("colour")
    assert "colour" in page.texts("//*[@id='problem-detail']")[0]
    assert [field.get("value") for field in page.all("//input[@form='search']")] == ["letter"]


@pytest.mark.parametrize("parameter", ["date=soon", "sort=best", "page=0", "page=99"])
def test_a_parameter_that_cannot_be_read_is_named(open_page: OpenPage, parameter: str) -> None:
    page = open_page(f"/?q=sand&{parameter}")
    assert page.status == 400
    detail = page.texts("//*[@id='problem-detail']")[0]
    assert all(part in detail for part in parameter.split("="))
    assert page.one("//input[@id='q']").get("value") == "sand"


def test_a_date_that_cannot_be_read_can_be_left_off_and_all_else_kept(open_page: OpenPage) -> None:
    page = open_page("/?q=sand&date=soon&kind=letter&lang=de")
    assert page.one("//a[@id='without-it']").get("href") == "/?lang=de&q=sand&kind=letter"
    assert open_page("/?q=sand+colour%3Ared").all("//a[@id='without-it']") == []


def test_the_start_page_leads_in_and_leaves_nothing_out(open_page: OpenPage) -> None:
    assert open_page("/").all("//a[@class='facet-exclude']") == []
    assert open_page("/?q=sand").all("//a[@class='facet-exclude']")


def test_where_nothing_is_found_there_is_nothing_to_order(open_page: OpenPage) -> None:
    assert open_page("/?q=zzzz").all("//div[@class='order']") == []
    assert open_page("/?q=sand").all("//div[@class='order']")


def test_text_of_documents_is_shown_and_never_run(open_page: OpenPage) -> None:
    page = open_page("/?q=sandcastle")
    assert page.titles() == [HOSTILE]
    assert page.texts("//p[@class='hit-people']") == [f"From {HOSTILE_NAME}"]
    assert '<script>alert("text")</script>' in page.texts("//p[@class='snippet']")[0]
    assert "&lt;tag&gt;" in page.texts("//p[@class='snippet']")[0]
    assert page.all("//img") == []
    assert [script for script in page.all("//script") if not script.get("src")] == []


def test_the_address_in_the_head_is_the_canonical_one(open_page: OpenPage) -> None:
    page = open_page("/?page=1&utm_source=x&kind=&q=sand&sort=relevance&kind=letter&author=Z&author=A")
    assert page.one("//link[@rel='canonical']").get("href") == "http://localhost/?q=sand&author=A&author=Z&kind=letter"


def test_the_results_are_reached_past_the_filters(open_page: OpenPage) -> None:
    page = open_page("/?q=sand")
    assert page.href("Skip to the results") == page.href("Show the results") == "#hits"
    assert page.all("//*[@id='hits']//h3")
    assert page.all("//a[@href='#hits']/following::details[@id='filters']")
    assert "#hits" not in [link.get("href") for link in open_page("/?q=zzzz").all("//a")]
