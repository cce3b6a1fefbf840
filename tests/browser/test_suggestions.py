"""The search box as a combobox: suggestions by keyboard and pointer."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import accessibility_findings
from tests.browser.visit import Visit


def begun(visit: Visit, words: str = "buck") -> Page:
    """The start page with some letters in the box and its list open."""
    page = visit.open("/")
    page.get_by_role("combobox").fill(words)  # at once, so that there is one list and no later one takes its place
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    return page


def test_the_list_is_announced_and_walked_by_arrow_keys(visit: Visit) -> None:
    page = begun(visit)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))


def test_enter_takes_the_word_that_is_chosen(visit: Visit) -> None:
    page = begun(visit)
    page.keyboard.press("ArrowDown")
    word = page.get_by_role("option").first.get_attribute("data-value")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value(str(word))
    page.wait_for_url(f"**/?q={word}")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()


def test_a_later_answer_does_not_take_the_list_from_who_has_begun_to_choose(visit: Visit) -> None:
    page = begun(visit, "bu")
    word = str(page.get_by_role("option").first.get_attribute("data-value"))
    held: list[Route] = []
    page.route("**/suggest?q=buc*", lambda route: held.append(route))
    with page.expect_request("**/suggest?q=buc*"):
        page.keyboard.type("c")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    with page.expect_response("**/suggest?q=buc*"):
        held.pop().continue_()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value(word)


def test_a_click_on_a_person_leads_to_their_letters(visit: Visit) -> None:
    name = visit.open("/").locator("section[aria-labelledby='facet-author'] .facet-label").first.inner_text()
    page = begun(visit, name[:4].lower())
    page.get_by_role("option").filter(has_text="author").first.click()
    page.wait_for_url("**author=**")
    expect(page.locator("a.chip")).to_have_count(1)


def test_escape_closes_the_list_and_leaves_the_words(visit: Visit) -> None:
    page = begun(visit)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("buck")


def test_leaving_the_box_closes_the_list(visit: Visit) -> None:
    page = begun(visit)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()


def test_an_open_list_has_no_findings(visit: Visit) -> None:
    page = begun(visit)
    visit.wait_for_results("buck")  # the old ones are paler while they wait
    page.keyboard.press("ArrowDown")
    assert accessibility_findings(page) == []


def test_without_scripts_the_box_is_a_search_box(scriptless: Visit) -> None:
    page = scriptless.open("/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
