"""Searching in a real browser: what is swapped, what is kept, and what the browser's own buttons do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit

WORD = "pool"


def count(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def passages(page: Page) -> int:
    """The number of passages that the page says it found."""
    match = re.match(r"[\d,]+", count(page))
    assert match, count(page)
    return int(match[0].replace(",", ""))


def first_value(page: Page, facet: str) -> tuple[str, int]:
    """Label and count of the first value of a facet."""
    link = page.locator(f"section[aria-labelledby='facet-{facet}'] a.facet-value").first
    number = link.locator(".facet-count").evaluate("element => element.firstChild.textContent")
    return link.locator(".facet-label").inner_text(), int(number.replace(",", ""))


def test_results_come_while_one_types_and_the_box_keeps_focus_and_cursor(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("combobox").press_sequentially(WORD, delay=30)
    visit.wait_for_results(WORD)
    expect(page.get_by_role("status")).to_contain_text("passages in")
    expect(page.locator(".snippet mark").first).to_be_visible()
    assert visit.address() == f"/?q={WORD}"
    expect(page.get_by_role("combobox")).to_be_focused()
    assert page.evaluate("document.activeElement.selectionStart") == len(WORD)


def test_typing_makes_one_entry_in_the_history(visit: Visit) -> None:
    page = visit.open("/")
    entries = page.evaluate("history.length")
    for words in (WORD[:2], WORD):
        page.get_by_role("combobox").press_sequentially(words[-2:], delay=20)
        page.wait_for_url(f"**/?q={words}")
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    visit.wait_for("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("documents")
    expect(page.get_by_role("combobox")).to_have_value("")


def test_a_facet_narrows_results_counts_and_chips_together(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    everything = passages(page)
    label, number = first_value(page, "kind")
    assert number < everything
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    chip = page.get_by_role("list", name="Restrictions in force").get_by_role("link")
    expect(chip).to_contain_text(label)
    assert passages(page) == number
    assert "kind=" in visit.address()
    chip.click()
    expect(chip).to_have_count(0)
    assert passages(page) == everything
    assert visit.address() == f"/?q={WORD}"


def test_back_and_forward_walk_through_searches(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    everything = count(page)
    page.locator("section[aria-labelledby='facet-author'] a.facet-value").nth(1).click()
    page.wait_for_url("**author=**")
    expect(page.locator("a.chip")).to_have_count(1)
    narrowed, address = count(page), visit.address()
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    assert (count(page), visit.address()) == (everything, f"/?q={WORD}")
    page.go_forward()
    expect(page.locator("a.chip")).to_have_count(1)
    assert (count(page), visit.address()) == (narrowed, address)


def test_searches_swap_in_after_going_back_too(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    page.locator("section[aria-labelledby='facet-author'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(0)
    page.evaluate("window.sameDocument = true")
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    assert page.evaluate("window.sameDocument") is True


def test_coming_back_from_a_document_finds_the_results_again(visit: Visit) -> None:
    page = visit.open("/")
    visit.search(WORD)
    found, titles = count(page), page.locator(".hit-title").all_inner_texts()
    visit.open_first_hit()
    page.go_back()
    expect(page.get_by_role("status").first).to_have_text(found)
    assert page.locator(".hit-title").all_inner_texts() == titles


def test_reloading_gives_the_same_page(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    swapped = page.locator("#results").inner_text()
    page.reload()
    assert page.locator("#results").inner_text() == swapped


def test_a_click_on_a_facet_keeps_place_and_open_lists(visit: Visit) -> None:
    page = visit.open("/?sort=newest")
    more = page.locator("#facet-author-more")
    more.locator("summary").click()
    value = more.locator("a.facet-value").last
    identity = value.get_attribute("id")
    value.focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.chip")).to_have_count(1)
    expect(page.locator(f"[id='{identity}']")).to_be_focused()
    expect(page.locator("#facet-author-more")).to_have_attribute("open", "")


def test_the_count_is_announced_in_a_region_that_stays(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    page.evaluate("window.region = document.getElementById('count')")
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    assert page.evaluate("window.region === document.getElementById('count') && window.region.isConnected")


def test_the_search_box_does_not_move_while_results_are_swapped(visit: Visit) -> None:
    page = visit.open("/")
    page.evaluate(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { if (entry.sources.some(({ node }) => node?.parentElement?.closest('.site-header')))"
        " window.shifts += entry.value })).observe({type: 'layout-shift'})"
    )
    before = page.get_by_role("combobox").bounding_box()
    visit.search(WORD)
    page.locator("section[aria-labelledby='facet-kind'] a.facet-value").first.click()
    expect(page.locator("a.chip")).to_have_count(1)
    assert page.get_by_role("combobox").bounding_box() == before
    assert page.evaluate("window.shifts") == 0


def test_the_next_page_begins_at_its_top(visit: Visit) -> None:
    page = visit.open("/?sort=newest")
    first = page.locator(".hit-title").first.inner_text()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#page-2")).to_have_attribute("aria-current", "page")
    assert page.locator(".hit-title").first.inner_text() != first
    expect(page.locator(".hit").first).to_be_in_viewport()


def test_a_date_written_by_hand_becomes_a_chip_and_leaves_the_field(visit: Visit) -> None:
    page = visit.open("/?sort=newest")
    page.get_by_label("Add a date or range").fill("2014..2015")
    page.keyboard.press("Enter")
    expect(page.locator("a.chip")).to_contain_text("2014 to 2015")
    expect(page.get_by_label("Add a date or range")).to_have_value("")
    assert visit.address() == "/?date=2014..2015&sort=newest"


def test_the_histogram_narrows_to_a_year(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    bar = page.locator(".histogram a").first
    name = str(bar.get_attribute("aria-label"))
    bar.click()
    expect(page.locator("a.chip")).to_contain_text(name.split(":")[0])
    assert passages(page) == int(name.split(": ")[1].split()[0])


@pytest.mark.parametrize("link", [".facet-value", ".histogram a .bar-slot", ".hit-title a"])
def test_a_click_with_control_opens_another_tab_and_leaves_this_one(visit: Visit, link: str) -> None:
    page = visit.open(f"/?q={WORD}")
    with page.context.expect_page() as opened:
        page.locator(link).first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith("http")
    assert visit.address() == f"/?q={WORD}"


def test_everything_can_be_done_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    visit.wait_for_results(WORD)
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.hit-title') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")


def test_an_unfinished_query_keeps_the_results_until_it_is_sent(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    found = count(page)
    with page.expect_response(lambda response: response.status == 400):
        page.get_by_role("combobox").fill("colour:red")
    assert count(page) == found
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("This search cannot be read")
    expect(page.get_by_role("combobox")).to_have_value("colour:red")
    # The browser itself notes the two refused requests; nothing else may be complained of.
    assert all("400" in complaint for complaint in visit.complaints)
    visit.complaints.clear()


def test_a_lost_connection_is_said_and_the_results_stay(visit: Visit) -> None:
    page = visit.open(f"/?q={WORD}")
    found = count(page)
    page.context.set_offline(True)
    page.get_by_role("link", name="Oldest").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    assert count(page) == found
    page.context.set_offline(False)
    page.get_by_role("link", name="Oldest").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    visit.complaints.clear()


@pytest.mark.parametrize("link", [".chip", ".facet-exclude", "#clear-filters"])
def test_a_link_that_vanishes_with_its_use_leaves_the_focus_among_the_results(visit: Visit, link: str) -> None:
    page = visit.open("/?q=pool&kind=letter&kind=email")
    before = page.locator("#count").inner_text()
    page.locator(link).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).not_to_have_text(before)
    expect(page.locator("#results :focus")).to_have_count(1)
