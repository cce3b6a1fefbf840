"""Facets on the page: leaving values out, and looking for a name among many."""

from __future__ import annotations

from tests.web.pages import OpenPage

AUTHORS = "//section[@aria-labelledby='facet-author']"


def test_a_value_left_out_takes_its_documents_away_and_can_be_let_in_again(open_page: OpenPage) -> None:
    before = open_page("/?q=sand")
    assert "What does sand cost?" in before.titles()
    without = open_page(before.href("Leave out Ann Bell", AUTHORS))
    assert without.url == "/?q=sand&not_author=Ann+Bell"
    assert "What does sand cost?" not in without.titles()
    assert without.texts("//a[contains(@class, 'chip')]") == ["Remove Author: not Ann Bell ×"]
    assert without.href("Left out: Ann Bell", AUTHORS) == "/?q=sand"


def test_leaving_a_value_out_keeps_the_counts_of_its_facet(open_page: OpenPage) -> None:
    rows = f"{AUTHORS}//span[@class='facet-count']/text()"
    before = open_page("/?q=sand").tree.xpath(rows)
    assert sorted(open_page("/?q=sand&not_author=Ann+Bell").tree.xpath(rows)) == sorted(before)


def test_a_value_is_never_both_chosen_and_left_out(open_page: OpenPage) -> None:
    chosen = open_page("/?q=sand&author=Ann+Bell")
    assert chosen.href("Leave out Ann Bell", AUTHORS) == "/?q=sand&not_author=Ann+Bell"


def test_a_name_is_found_among_many_whatever_its_case(open_page: OpenPage) -> None:
    page = open_page("/?q=tide&find_author=KEEPER+2")
    assert page.texts(f"{AUTHORS}//details//span[@class='facet-label']") == [
        *("keeper 2", "keeper 20", "keeper 21", "keeper 22", "keeper 23", "keeper 24"),
        *("keeper 25", "keeper 26", "keeper 27", "keeper 28", "keeper 29"),
    ]
    assert page.one(f"{AUTHORS}//summary").text_content().strip().startswith("11 of 30 values")
    assert page.one(f"{AUTHORS}//details").get("open") is not None


def test_looking_for_a_name_changes_nothing_of_the_results(open_page: OpenPage) -> None:
    assert open_page("/?q=tide&find_author=7").titles() == open_page("/?q=tide").titles()


def test_what_is_in_force_stays_in_sight_while_one_looks_for_a_name(open_page: OpenPage) -> None:
    page = open_page("/?q=tide&author=keeper+5&find_author=7")
    assert "keeper 5" in page.texts(f"{AUTHORS}/ul//span[@class='facet-label']")
    assert page.texts("//a[contains(@class, 'chip')]") == ["Remove Author: keeper 5 ×"]


def test_a_name_that_is_not_there_says_so_and_can_be_replaced(open_page: OpenPage) -> None:
    page = open_page("/?q=tide&find_author=zzz")
    assert page.one(f"{AUTHORS}//summary").text_content().strip().startswith("0 of 30 values")
    assert page.one("//input[@name='find_author']").get("value") == "zzz"
