"""Reading a document in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visit import Visit


def test_a_hit_opens_at_its_passage_which_is_marked_as_a_whole(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    anchor = str(page.locator(".hit-title a").first.get_attribute("href")).partition("#")[2]
    visit.open_first_hit()
    passage = page.locator(f"#{anchor}")
    expect(passage).to_be_in_viewport()
    parts = page.locator(f"[data-passage='{anchor.removeprefix('p')}']")
    expect(parts).not_to_have_count(0)
    assert all("arrived" in str(part.get_attribute("class")).split() for part in parts.all())
    expect(page.locator(".passage:not(.arrived)")).not_to_have_count(page.locator(".passage").count())


def test_one_steps_from_hit_to_hit(visit: Visit) -> None:
    page = visit.open("/?q=pool")
    visit.open_first_hit()
    steps = page.locator(".hit-steps a").all()
    assert steps
    for step in steps:
        step.click()
        expect(page.locator(str(step.get_attribute("href")))).to_be_in_viewport()


def test_a_source_shows_its_documents_in_place_and_the_original_is_no_page(visit: Visit) -> None:
    page = visit.open("/?kind=forum+post")
    visit.open_first_hit()
    page.get_by_role("link", name="In its place in the whole source").click()
    page.wait_for_url("**/sources/**")
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    dim, plain = (
        page.locator(selector).first.evaluate("element => getComputedStyle(element).color")
        for selector in (".furniture p", ".region > p:last-child")
    )
    assert dim != plain
