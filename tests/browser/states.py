"""Every page in every state that a reader can reach, by name: for what must hold on all, and for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playwright.sync_api import Page

from tests.browser.visit import Visit


def _opened(path: str) -> Callable[[Visit], Page]:
    return lambda visit: visit.open(path)


def _all_open(visit: Visit) -> Page:
    page = visit.open("/?q=pool")
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    return page


def _document(visit: Visit) -> Page:
    page = visit.open("/?q=bucket+AND+leak")
    return visit.open(str(page.locator(".hit-title a").first.get_attribute("href")))


def _document_alone(visit: Visit) -> Page:
    page = _document(visit)
    return visit.open(page.url.removeprefix(visit.server).partition("?")[0])


def _thread(visit: Visit) -> Page:
    page = visit.open("/?kind=forum+post")
    return visit.open(str(page.locator(".hit-title a").first.get_attribute("href")))


def _source(visit: Visit) -> Page:
    page = _thread(visit)
    return visit.open(str(page.get_by_role("link", name="In its place").get_attribute("href")))


def _about_passage(path: str) -> Callable[[Visit], Page]:
    """A page about the passage that is found first."""

    def reach(visit: Visit) -> Page:
        page = visit.open("/?q=bucket+AND+leak")
        passage = str(page.get_by_role("checkbox", name="Select").first.get_attribute("value"))
        return visit.open(path.format(passage))

    return reach


def _letter(visit: Visit) -> Page:
    """A letter of an exchange, which is shown as a picture and as a list."""
    page = visit.open("/?q=bucket&kind=letter")
    for path in [str(link.get_attribute("href")) for link in page.locator(".hit-title a").all()]:
        if visit.open(path).locator(".timeline").count():
            break
    page.locator("#timeline-list").evaluate("element => element.open = true")
    return page


def _suggestions(visit: Visit) -> Page:
    page = visit.open("/")
    page.get_by_role("combobox").fill("buck")
    page.get_by_role("option").first.wait_for()
    visit.wait_for_results("buck")
    page.keyboard.press("ArrowDown")
    return page


def _shortcuts(visit: Visit) -> Page:
    page = visit.open("/?q=pool")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    return page


def _exchange(visit: Visit) -> Page:
    page = visit.open("/?q=bucket&kind=letter")
    visit.open(str(page.locator(".hit-title a").first.get_attribute("href")))
    return visit.open(str(page.get_by_role("link", name="In its place").get_attribute("href")).partition("#")[0])


STATES: Mapping[str, Callable[[Visit], Page]] = MappingProxyType(
    {
        "start": _opened("/"),
        "results": _opened("/?q=bucket+AND+leak"),
        "results-all-open": _all_open,
        "results-restricted": _opened("/?q=pool&kind=letter&kind=email&not_kind=forum+post&date=2014"),
        "results-name-sought": _opened("/?sort=newest&find_author=a"),
        "results-passages": _opened("/?q=pool&group=passage&sort=oldest"),
        "results-second-page": _opened("/?sort=newest&page=2"),
        "results-undated": _opened("/?date=undated"),
        "results-wildcard": _opened("/?q=swim*+nosuchword~"),
        "nothing": _opened("/?q=zzzz"),
        "nothing-restricted": _opened("/?q=pool&kind=letter&author=Nobody"),
        "query-problem": _opened("/?q=colour%3Ared"),
        "not-found": _opened("/documents/0000000000000000"),
        "document": _document,
        "document-alone": _document_alone,
        "thread": _thread,
        "source": _source,
        "exchange": _exchange,
        "citing": _about_passage("/p/{}/cite"),
        "list": _about_passage("/list?p={}"),
        "embed-frozen": _about_passage("/embed?as-of=2016-04-12&p={}"),
        "embed-live": _opened("/embed?q=pool"),
        "embed-make": _opened("/embed/make?q=pool&size=3"),
        "letter": _letter,
        "suggestions": _suggestions,
        "shortcuts": _shortcuts,
        "german-start": _opened("/?lang=de"),
        "german-results": _opened("/?q=pool&kind=letter&not_author=Nobody&lang=de"),
        "german-problem": _opened("/?q=colour%3Ared&lang=de"),
    }
)
