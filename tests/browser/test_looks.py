"""What every page must look like: nothing wider than the window, text and targets clear and large enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.states import STATES as STATES_BY_NAME
from tests.browser.visit import Visit

STATES = ["/", "/?q=pool", "/?q=pool&kind=letter&date=2014", "/?q=zzzz&kind=letter", "/?sort=newest", "/?date=undated"]

# WCAG 2.2, 1.4.3: the contrast of each stretch of text with what stands behind it.
# https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
POOR_CONTRAST = """() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const rgba = text => text.match(/[\\d.]+/g).map(Number);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest(".visually-hidden, svg")) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(rgba(style.color)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) poor.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""

# WCAG 2.2, 2.5.8: 24 by 24 CSS pixels, links within a sentence and those with an equivalent aside.
SMALL_TARGETS = """() => {
  const kinds = "button, input:not([type=hidden]), summary, .facet-value, .chip, .pagination a, .order a, .hit-steps a";
  const small = [];
  for (const element of document.querySelectorAll(kinds)) {
    const box = element.getBoundingClientRect();
    if (box.height && (box.height < 24 || box.width < 24)) small.push(element.className || element.textContent);
  }
  return small;
}"""


def every_page(visit: Visit) -> list[str]:
    """The states of the search page, a document and a source."""
    page = visit.open("/?q=pool")
    document = str(page.locator(".hit-title a").first.get_attribute("href"))
    visit.open(document)
    source = str(page.get_by_role("link", name="In its place").get_attribute("href"))
    return [*STATES, document, source]


@pytest.mark.parametrize("width", [390], indirect=True, ids=["phone"])
def test_no_page_scrolls_sideways_on_a_phone(visit: Visit) -> None:
    for path in every_page(visit):
        page = visit.open(path)
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@pytest.mark.parametrize("width", [390, 1280], indirect=True, ids=["phone", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read(visit: Visit, scheme: str) -> None:
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in every_page(visit):
        page = visit.open(path)
        assert page.evaluate(POOR_CONTRAST) == [], path
        assert page.evaluate(SMALL_TARGETS) == [], path


def test_light_and_dark_differ(visit: Visit) -> None:
    grounds = set()
    for dark in (False, True):
        visit.page.emulate_media(color_scheme="dark" if dark else "light")
        grounds.add(visit.open("/").evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_a_line_of_a_document_is_no_longer_than_one_can_read(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    paragraph = page.locator(".document-text p:has(.passage)").first
    measure = paragraph.evaluate(
        "element => element.getBoundingClientRect().width / (parseFloat(getComputedStyle(element).fontSize) / 2)"
    )
    assert measure <= 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printing_a_document_leaves_out_all_but_the_document_and_puts_it_on_white(visit: Visit, scheme: str) -> None:
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.locator(".document-text p:has(.passage)").first.evaluate("p => getComputedStyle(p).color")
        == "rgb(0, 0, 0)"
    )
    expect(page.get_by_role("combobox")).to_be_hidden()
    expect(page.locator(".neighbours")).to_be_hidden()
    expect(page.locator(".document-text p:has(.passage)").first).to_be_visible()
    expect(page.locator(".printed-from")).to_contain_text("/documents/")
    page.emulate_media(media="screen")
    expect(page.locator(".printed-from")).to_be_hidden()


@pytest.mark.parametrize("width", [390], indirect=True, ids=["phone"])
def test_both_ends_of_a_timeline_are_told_on_a_phone_without_scrolling(visit: Visit) -> None:
    ends = STATES_BY_NAME["letter"](visit).locator(".timeline-ends time")
    expect(ends).to_have_count(2)
    for end in ends.all():
        box = end.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390


@pytest.mark.parametrize("width", [390], indirect=True, ids=["phone"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_name_of_a_fact_takes_a_second_line(visit: Visit, language: str) -> None:
    page = visit.open("/?q=bathing+cap+pipe&kind=letter")
    path = str(page.get_by_role("link", name="A bathing cap").first.get_attribute("href"))
    names = visit.open(f"{path}&lang={language}").locator(".facts dt")
    assert names.count() >= 3
    heights = {round(name.evaluate("name => name.getClientRects()[0].height")) for name in names.all()}
    lines = names.first.evaluate("name => parseFloat(getComputedStyle(name).lineHeight)")
    assert max(heights) <= lines * 1.5


def test_motion_is_reduced_where_that_is_wished(browser: Browser, server: str) -> None:
    def transition(motion: str) -> str:
        context = browser.new_context(reduced_motion="reduce" if motion == "reduce" else "no-preference")
        page: Page = context.new_page()
        page.goto(f"{server}/?q=pool")
        page.evaluate("document.getElementById('results').classList.add('htmx-request')")
        duration: str = page.evaluate("getComputedStyle(document.getElementById('results')).transitionDuration")
        context.close()
        return duration

    assert transition("reduce") == "0s"
    assert transition("no-preference") != "0s"
