"""From hit to hit, from result to result, and the keys that do it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import accessibility_findings
from tests.browser.visit import Visit


def opened(visit: Visit, query: str = "pool") -> Page:
    """The first result of a search, read from its first hit."""
    page = visit.open(f"/?q={query}")
    visit.open_first_hit()
    expect(page.locator("#hit-place")).to_contain_text("Hit ")
    return page


def test_keys_and_buttons_step_from_hit_to_hit_and_round(visit: Visit) -> None:
    page = opened(visit, "bucket+AND+leak")
    total = page.locator(".document-text mark").count()
    assert total > 1
    seen = set()
    for press in range(total):
        if press % 2:
            page.get_by_role("button", name="Next hit").click()
        else:
            page.keyboard.press("n")
        expect(page.locator("mark.current")).to_have_count(1)
        expect(page.locator("mark.current")).to_be_in_viewport()
        seen.add(page.locator("#hit-place").inner_text())
    assert seen == {f"Hit {number} of {total}" for number in range(1, total + 1)}
    before = page.locator("#hit-place").inner_text()
    page.keyboard.press("p")
    page.keyboard.press("n")
    expect(page.locator("#hit-place")).to_have_text(before)


def test_keys_step_from_result_to_result(visit: Visit) -> None:
    page = opened(visit)
    first = page.get_by_role("heading", level=1).inner_text()
    with page.expect_event("load"):  # the script that hears the next key has run by then
        page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


def test_a_key_leads_to_the_search_box_and_typing_there_is_typing(visit: Visit) -> None:
    page = opened(visit)
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("")
    address = visit.address()
    page.keyboard.type("n?j/p")
    expect(box).to_have_value("n?j/p")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert visit.address() == address


def test_the_shortcuts_are_listed_and_can_be_turned_off_for_good(visit: Visit) -> None:
    page = opened(visit)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert accessibility_findings(page) == []
    page.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    place = page.locator("#hit-place").inner_text()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.locator("#hit-place")).to_have_text(place)
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_label("Use these shortcuts")).not_to_be_checked()


def test_keys_with_a_modifier_are_the_browsers(visit: Visit) -> None:
    page = opened(visit)
    place = page.locator("#hit-place").inner_text()
    page.keyboard.press("Alt+n")
    expect(page.locator("#hit-place")).to_have_text(place)


def test_without_scripts_nothing_is_shown_that_does_nothing(scriptless: Visit) -> None:
    page = scriptless.open("/?q=pool")
    scriptless.open_first_hit()
    expect(page.locator("#hit-stepper")).to_be_hidden()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
    page.get_by_role("navigation", name="Results of the search").get_by_role("link", name="Next").click()
    expect(page.locator(".result-place")).to_contain_text("Result 2 of")
