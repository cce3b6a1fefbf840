"""Pages as tests read them: fetched, parsed, and checked for what must hold on every one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import html5lib
import lxml.html
from flask.testing import FlaskClient
from lxml.html import HtmlElement


class Page:
    """An answer of the application, read as HTML."""

    def __init__(self, client: FlaskClient, url: str, headers: dict[str, str] | None = None) -> None:
        self.url = url
        self.response = client.get(url, headers=headers)
        self.status = self.response.status_code
        self.html = self.response.get_data(as_text=True)
        self.tree: HtmlElement = lxml.html.document_fromstring(self.html)

    def all(self, path: str) -> list[HtmlElement]:
        """Elements that an XPath finds."""
        found: list[HtmlElement] = self.tree.xpath(path)
        return found

    def one(self, path: str) -> HtmlElement:
        """The only element that an XPath finds."""
        (element,) = self.all(path)
        return element

    def texts(self, path: str) -> list[str]:
        """The words of each element found, white space made even."""
        return [words(element) for element in self.all(path)]

    def href(self, text: str, within: str = "//body") -> str:
        """Where the first link leads whose words contain `text`."""
        return next(str(a.get("href")) for a in self.all(f"{within}//a[@href]") if text in words(a))

    def titles(self) -> list[str]:
        """The titles of the hits."""
        return self.texts("//h3[contains(@class, 'hit-title')]")

    def root(self) -> str:
        """The markup of the part that searches swap."""
        return markup(self.one("//*[@id='results']"))


OpenPage = Callable[..., Page]
"""Fetches a page: an address, and request headers with `_` for `-`."""


def words(element: HtmlElement) -> str:
    """An element's text, white space made even."""
    return " ".join(element.text_content().split())


def markup(element: HtmlElement) -> str:
    """An element written out, without what follows it."""
    written: str = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    return written


def page_problems(page: Page) -> list[str]:
    """What is wrong with a page that no page may have wrong; empty where all is well."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.html)
    problems = [f"line {line}: {code} {data}" for (line, _), code, data in parser.errors]
    ids = [str(element.get("id")) for element in page.all("//*[@id]")]
    problems += [f"id {name!r} is used twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    problems += [f"{len(page.all('//h1'))} h1"] if len(page.all("//h1")) != 1 else []
    problems += [f"{len(page.all('//main'))} main"] if len(page.all("//main")) != 1 else []
    problems += [] if page.texts("/html/head/title") != [""] else ["an empty title"]
    problems += [f"no element has the id {name!r}" for name in sorted(_named_ids(page) - set(ids))]
    problems += ["inline style"] if page.all("//style | //*[@style]") else []
    problems += ["inline script"] if page.all("//script[not(@src) and not(@type='application/ld+json')]") else []
    problems += ["a heading level is left out"] if _skips_level(page) else []
    return problems


def _named_ids(page: Page) -> set[str]:
    names = [
        str(value)
        for name in ("for", "aria-labelledby", "aria-describedby", "form")
        for value in page.tree.xpath(f"//@{name}")
    ]
    anchors = [str(href)[1:] for href in page.tree.xpath("//a/@href") if str(href).startswith("#")]
    return {part for name in names for part in name.split()} | set(anchors)


def _skips_level(page: Page) -> bool:
    levels = [int(heading.tag[1]) for heading in page.all("//h1 | //h2 | //h3 | //h4")]
    return any(after - before > 1 for before, after in pairwise(levels))
