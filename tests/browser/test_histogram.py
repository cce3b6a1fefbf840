"""The histogram narrows a search to a span that one drags over."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.visit import Visit


def drag(page: Page, first: int, last: int) -> list[str]:
    """Drag from one bar to another, counted from 0; the dates of both."""
    bars = page.locator(".histogram a[data-date]")
    starts = [box for box in (bars.nth(n).locator(".bar-slot").bounding_box() for n in (first, last)) if box]
    (x1, x2), y = (box["x"] + box["width"] / 2 for box in starts), starts[0]["y"] + starts[0]["height"] / 2
    page.mouse.move(x1, y)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, y, steps=3)
    page.mouse.move(x2, y, steps=3)
    dates = [str(bars.nth(n).get_attribute("data-date")) for n in (first, last)]
    page.mouse.up()
    return dates


def test_dragging_over_bars_narrows_to_their_span_whichever_way(visit: Visit) -> None:
    page = visit.open("/?q=pool&kind=letter")
    first, last = drag(page, 0, 1)
    page.wait_for_url(re.compile(rf"date={first}\.\.{last}"))
    expect(page.get_by_label("Restrictions in force")).to_contain_text(" to ")
    page.go_back()
    expect(page.get_by_label("Restrictions in force")).not_to_contain_text(" to ")
    last, first = drag(page, 1, 0)
    page.wait_for_url(re.compile(rf"date={first}\.\.{last}"))
    assert "q=pool&kind=letter" in visit.address()


def test_a_span_within_the_one_in_force_takes_its_place(visit: Visit) -> None:
    page = visit.open("/?date=2014&sort=newest")
    first, last = drag(page, 0, 1)
    page.wait_for_url(re.compile(rf"date={first}\.\.{last}"))
    assert visit.address().count("date=") == 1


def test_a_click_still_takes_one_bar(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    bar = page.locator(".histogram a[data-date]").first
    date = bar.get_attribute("data-date")
    bar.locator(".bar-slot").click()
    page.wait_for_url(re.compile(f"date={date}$"))


def test_a_click_changes_the_results_and_does_not_load_the_page_anew(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    page.evaluate("window.sameDocument = true")
    page.locator(".histogram a[data-date] .bar-slot").first.click()
    expect(page.locator("a.chip")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.sameDocument === true")
