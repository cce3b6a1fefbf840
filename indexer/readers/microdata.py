"""The news article that a page marks up as microdata, in the form of its description in JSON-LD."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.html import HtmlElement


def marked_article(root: HtmlElement, types: Collection[str]) -> Mapping[str, object]:
    """What the page's only element of one of these schema.org types states; empty where there is none, or several."""
    marked = [element for element in root.iter() if _type_of(element) in types]
    if len(marked) != 1:
        return {}
    authors = [_value(_named(person)) for person in _parts(marked[0], "author")]
    headline = next(iter(_parts(marked[0], "headline")), None)
    date = next(iter(_parts(marked[0], "datePublished")), None)
    return {
        "@type": _type_of(marked[0]),
        "headline": _value(headline),
        "author": [name for name in authors if name],
        "datePublished": _value(date),
    }


def _type_of(element: HtmlElement) -> str:
    written = element.get("itemtype", "").strip() if isinstance(element.tag, str) else ""
    return written.rpartition("/")[2] if "schema.org/" in written else ""


def _parts(article: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of that property which are the article's own, and not a comment's within it."""
    found = [element for element in article.iterdescendants() if element.get("itemprop") == name]
    return [element for element in found if next(_above(element), None) is article]


def _above(element: HtmlElement) -> Iterator[HtmlElement]:
    return (above for above in element.iterancestors() if _type_of(above))


def _named(person: HtmlElement) -> HtmlElement:
    names = (element for element in person.iterdescendants() if element.get("itemprop") == "name")
    return next(names, person)


def _value(element: HtmlElement | None) -> str | None:
    if element is None:
        return None
    stated = element.get("content") or element.get("datetime") or element.text_content()
    return " ".join(stated.split()) or None
