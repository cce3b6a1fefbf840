"""Nothing that a reader sees jumps while results are swapped and suggestions open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit

# https://w3c.github.io/layout-instability/: also the shifts shortly after input, which the score of a page leaves out.
WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node }) => node?.id || node?.className?.baseVal || node?.className || "?");
      window.shifts.push(`${entry.value.toFixed(4)} ${moved}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""
SETTLED = "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => done(window.shifts)), 100))"


@pytest.mark.parametrize("width", [390, 1280], indirect=True, ids=["phone", "wide"])
@pytest.mark.parametrize("path", ["/", "/?q=pool", "/?q=zzzz", "/embed/make?q=pool&size=3"])
def test_a_page_does_not_shift_while_it_loads(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.evaluate(WATCH)
    assert page.evaluate(SETTLED) == []


def test_the_header_and_the_box_stay_in_place_while_results_are_swapped(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    page.evaluate(WATCH)
    kept = ".site-header, #q, .found-head, .filters"
    places = f"() => [...document.querySelectorAll('{kept}')].map(one => one.getBoundingClientRect().top)"
    before = page.evaluate(places)
    page.get_by_role("link", name="Oldest").click()
    expect(page.get_by_role("link", name="Oldest")).to_have_attribute("aria-current", "true")
    assert page.evaluate(places) == before
    visit.search("pools")
    assert page.evaluate(places)[:2] == before[:2]
    assert [shift for shift in page.evaluate(SETTLED) if "site-header" in shift or " q" in shift] == []


def test_suggestions_open_over_the_page_and_move_nothing(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    page.evaluate(WATCH)
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").press_sequentially("buck")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    assert page.evaluate(SETTLED) == []
