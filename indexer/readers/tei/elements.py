"""Elements of TEI by their local names, with or without its namespace, and the characters that they show."""

from __future__ import annotations

import html
from collections.abc import Iterator

from lxml import etree

ID = "{http://www.w3.org/XML/1998/namespace}id"
# Apparatus, not the text: running heads, what the writer struck out, and the editors' readings beside the original.
_NOT_SHOWN = frozenset({"fw", "del", "corr", "reg", "expan", "figDesc", "teiHeader", "facsimile", "standOff"})
_ORIGINAL = frozenset({"sic", "orig", "abbr"})


def local_name(element: etree._Element) -> str:
    """`p` for `<p>` in TEI's namespace or in none; empty for comments, instructions and entities."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names within, in document order."""
    return (each for each in element.iter() if local_name(each) in names and each is not element)


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these names."""
    return (each for each in element if local_name(each) in names)


def is_shown(element: etree._Element) -> bool:
    """Whether an element is part of the text. Of two readings side by side (`choice`) the original one is shown."""
    name = local_name(element)
    if name not in _NOT_SHOWN:
        return True
    parent = element.getparent()
    has_original = parent is not None and any(local_name(each) in _ORIGINAL for each in parent)
    return name in ("corr", "reg", "expan") and not has_original


def shown_words(element: etree._Element, *, notes: bool = False) -> str:
    """The characters that an element shows, with single spaces and a line end for each `lb`; notes only if asked."""
    lines = _raw(element, notes=notes).split("\v")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _raw(element: etree._Element, *, notes: bool) -> str:
    """White space as in the file; `\\v` stands for a line end that is meant."""
    pieces = [element.text or ""]
    for child in element:
        pieces.extend((_piece(child, notes=notes), child.tail or ""))
    return "".join(pieces)


def _piece(child: etree._Element, *, notes: bool) -> str:
    name = local_name(child)
    if child.tag is etree.Entity:
        return html.unescape(child.text or "")
    if not name or not is_shown(child) or (name == "note" and not notes):
        return ""
    if name == "lb":
        return "" if child.get("break") == "no" else "\v"
    if name == "gap":
        return "[…]"
    if name in ("pb", "cb", "milestone", "anchor"):
        return "" if child.get("break") == "no" else " "
    return _raw(child, notes=notes)
