"""Results on a page of another origin, in a real browser: frames, the web component, and what one copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from search.results import SearchRequest
from search.searcher import Searcher
from search.settings import Settings
from tests.browser.serving import serving
from tests.browser.visit import Visit
from web.app import create_app

Host = Callable[[str], Page]
"""Opens a page of another origin with this markup in it."""


@pytest.fixture(scope="module")
def foreign() -> Iterator[tuple[Flask, str]]:
    """Another site, whose pages each test fills, and its address."""
    app = Flask("foreign")
    app.config["BODY"] = ""
    app.add_url_rule("/", "page", lambda: f"<!doctype html><title>Elsewhere</title>{app.config['BODY']}")
    with serving(app) as address:
        yield app, address


@pytest.fixture(scope="module")
def opened(searcher: Searcher, foreign: tuple[Flask, str]) -> Iterator[str]:
    """The address of a server that the other site may frame and whose API it may read."""
    _, origin = foreign
    with serving(create_app(searcher, Settings(api_origins=(origin,), frame_ancestors=(origin,)))) as address:
        yield address


@pytest.fixture
def host(browser: Browser, foreign: tuple[Flask, str]) -> Iterator[Host]:
    """Pages of the other site; they must not make the browser complain."""
    app, address = foreign
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def show(markup: str) -> Page:
        app.config["BODY"] = markup
        page.goto(address)
        return page

    yield show
    context.close()
    assert [complaint for complaint in complaints if "favicon" not in complaint and "404" not in complaint] == []


def component(server: str, attributes: str) -> str:
    return (
        f'<script src="{server}/static/embed/flori-search.js" async></script><flori-search {attributes}></flori-search>'
    )


def test_the_component_shows_results_of_another_origin_with_the_words_marked(host: Host, opened: str) -> None:
    page = host(component(opened, 'q="pool" size="3"'))
    element = page.locator("flori-search")
    expect(element.get_by_role("status")).to_contain_text("passages in")
    expect(element.get_by_role("listitem")).to_have_count(3)
    assert {word.lower() for word in element.locator("mark").all_inner_texts()} <= {"pool", "pools"}
    for link in element.get_by_role("link").all():
        assert link.evaluate("link => link.href").startswith(opened)


def test_several_components_stand_on_one_page_each_with_its_own_search(host: Host, opened: str) -> None:
    markup = (
        component(opened, 'q="pool" size="2" filters="kind=letter"') + '<flori-search q="pool" size="4"></flori-search>'
    )
    page = host(markup)
    expect(page.locator("flori-search").nth(0).get_by_role("listitem")).to_have_count(2)
    expect(page.locator("flori-search").nth(1).get_by_role("listitem")).to_have_count(4)
    facts = page.locator("flori-search").nth(0).locator(".facts").all_inner_texts()
    assert all(fact.startswith("letter") for fact in facts)


def test_the_component_searches_by_keyboard_and_keeps_its_focus(host: Host, opened: str) -> None:
    page = host(component(opened, "search-box"))
    element = page.locator("flori-search")
    expect(element.get_by_role("listitem").first).to_be_visible()
    element.get_by_role("searchbox", name="Search").focus()
    page.keyboard.type("pool")
    page.keyboard.press("Enter")
    expect(element.locator("mark").first).to_be_visible()
    expect(element.get_by_role("searchbox")).to_be_focused()
    expect(element).to_have_attribute("q", "pool")


def test_the_component_takes_on_colours_from_the_page_and_keeps_its_styles_to_itself(host: Host, opened: str) -> None:
    page = host(
        "<style>body { color: rgb(9, 8, 7) } [id] { --flori-accent: rgb(1, 2, 3) } li { display: none }</style>"
        + component(opened, 'id="themed" q="pool"')
        + '<flori-search q="pool"></flori-search>'
    )
    themed, plain = (element.get_by_role("link").first for element in page.locator("flori-search").all())
    expect(themed).to_be_visible()
    expect(themed).to_have_css("color", "rgb(1, 2, 3)")
    expect(plain).to_have_css("color", "rgb(9, 8, 7)")


def test_the_component_speaks_the_language_of_its_place_on_the_page(host: Host, opened: str) -> None:
    english = component(opened, 'q="pool" size="1"')
    german = '<flori-search lang="de-AT" q="pool" size="1" filters="kind=letter" search-box></flori-search>'
    page = host(f'<div lang="en">{english}</div>{german}')
    expect(page.locator("flori-search").nth(0).get_by_role("status")).to_contain_text("passages in")
    element = page.locator("flori-search").nth(1)
    expect(element.get_by_role("status")).to_contain_text("Textstellen in")
    expect(element.get_by_role("button", name="Suchen")).to_be_visible()
    expect(element.locator(".facts").first).to_contain_text("Brief · ")


def test_changed_attributes_change_the_results(host: Host, opened: str) -> None:
    page = host(component(opened, 'q="pool" size="2"'))
    element = page.locator("flori-search")
    expect(element.get_by_role("listitem")).to_have_count(2)
    element.evaluate("element => { element.setAttribute('q', 'xyzzyx'); element.setAttribute('size', '4') }")
    expect(element.get_by_role("status")).to_have_text("No passages found")
    expect(element.get_by_role("listitem")).to_have_count(0)


def test_a_frozen_component_shows_the_passages_it_names_and_their_day(
    host: Host, opened: str, searcher: Searcher
) -> None:
    ids = [hit.passage.id for hit in searcher.search(SearchRequest(q="pool", size=2)).hits]
    page = host(component(opened, f'passages="{" ".join(ids)}" as-of="2016-04-12"'))
    element = page.locator("flori-search")
    expect(element.get_by_role("status")).to_have_text("2 passages, as of 12 April 2016")
    hrefs = [link.evaluate("link => link.pathname") for link in element.get_by_role("link").all()]
    assert hrefs == [f"/p/{one}" for one in ids]


def test_text_is_never_run(host: Host, opened: str) -> None:
    page = host(component(opened, "q='&lt;img src=x onerror=alert(1)&gt;' search-box"))
    expect(page.locator("flori-search").get_by_role("status")).not_to_be_empty()
    assert page.locator("flori-search img").count() == 0


def test_a_frame_takes_the_height_of_its_results_and_follows_the_window(host: Host, opened: str) -> None:
    frames = "".join(
        f'<iframe src="{opened}/embed?q=pool&size={size}" width="100%" height="90"></iframe>' for size in (1, 4)
    )
    page = host(f'{frames}<script src="{opened}/static/embed/flori-frame.js" async></script>')
    page.wait_for_function("() => [...document.querySelectorAll('iframe')].every(frame => frame.clientHeight > 120)")
    for frame in page.frames[1:]:
        frame.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight")
    small, large = (page.locator("iframe").nth(n).evaluate("frame => frame.clientHeight") for n in (0, 1))
    assert small < large
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function(f"() => document.querySelectorAll('iframe')[1].clientHeight > {large}")


def test_a_frame_shows_its_results_without_any_script_on_the_page(host: Host, opened: str) -> None:
    page = host(f'<iframe src="{opened}/embed?q=pool&size=2" width="100%" height="400"></iframe>')
    expect(page.frame_locator("iframe").get_by_role("listitem")).to_have_count(2)


def test_a_site_that_is_not_named_sees_neither_frame_nor_results(
    browser: Browser, foreign: tuple[Flask, str], server: str
) -> None:
    app, address = foreign
    app.config["BODY"] = component(server, 'q="pool"') + f'<iframe src="{server}/embed?q=pool"></iframe>'
    page = browser.new_page()
    page.goto(address)
    expect(page.locator("flori-search").get_by_role("status")).to_have_text("The results cannot be loaded now.")
    assert page.frame_locator("iframe").get_by_role("listitem").count() == 0
    page.close()


def test_the_making_page_shows_frame_and_component_live(visit: Visit) -> None:
    page = visit.open("/embed/make?q=pool&size=3")
    expect(page.locator("flori-search").get_by_role("listitem")).to_have_count(3)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("listitem")).to_have_count(3)
    page.wait_for_function("() => document.querySelector('iframe').height !== '540'")


def test_what_is_to_be_copied_has_a_button_that_copies_it(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/embed/make?q=pool")
    page.get_by_role("button", name="Copy the component").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre").nth(1).inner_text().strip()
    assert "<flori-search" in copied
