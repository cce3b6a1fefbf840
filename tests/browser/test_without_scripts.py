"""Everything works in a browser that runs no scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visit import Visit


def test_one_searches_narrows_widens_and_reads(scriptless: Visit) -> None:
    page = scriptless.open("/")
    page.get_by_role("searchbox").fill("pool")
    page.get_by_role("button", name="Search").click()
    scriptless.wait_for("/?q=pool")
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    page.get_by_role("searchbox").fill("water")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/?q=water&kind=*")
    page.locator("a.chip").click()
    scriptless.wait_for("/?q=water")
    scriptless.open_first_hit()
    expect(page.locator(".document-text mark").first).to_be_visible()
    page.get_by_role("link", name="Back to the results").click()
    scriptless.wait_for("/?q=water")


def test_a_date_is_added_and_the_order_kept(scriptless: Visit) -> None:
    page = scriptless.open("/?q=pool&sort=oldest")
    page.get_by_label("Add a date or range").fill("2014..2016")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("a.chip")).to_contain_text("2014 to 2016")
    assert "sort=oldest" in scriptless.address()


def test_what_narrows_the_results_is_open_on_a_wide_window_and_can_be_opened_on_a_phone(scriptless: Visit) -> None:
    page = scriptless.open("/?q=pool")
    value = page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first
    expect(value).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(value).to_be_hidden()
    page.get_by_text("Narrow down").click()
    expect(value).to_be_visible()
