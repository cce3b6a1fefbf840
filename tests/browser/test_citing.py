"""Citing and selecting in a real browser."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.visit import Visit


def test_a_reference_is_copied_from_a_document(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    page.locator("#cite > summary").click()
    page.get_by_role("button", name="Copy the reference").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(page.url.partition("?")[0])


def test_selected_results_become_a_list(scriptless: Visit) -> None:
    page = scriptless.open("/?q=pool")
    expect(page.get_by_role("button", name="List the selected results")).to_be_hidden()
    for number in (0, 2):
        page.get_by_role("checkbox", name="Select").nth(number).check()
    page.get_by_role("button", name="List the selected results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 selected passages")
    assert page.url.count("p=") == 2


def test_what_a_page_tells_programs_is_no_script_to_the_browser(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    data = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(str(data))["@context"] == "https://schema.org"
    # The visit ends by asserting that the browser complained of nothing, its content policy included.
