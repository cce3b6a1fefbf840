"""The element tree of an HTML source, with the stretch of the rendered text that each element became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from indexer.readers.base import UnreadableError
from indexer.structure import StructuredText

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpannedElements:
    """A parsed tree (`root` is `<html>`) and the span of each element that shows text: offsets in the source's text.

    A span begins and ends with a word; an element without a shown word has none.
    """

    root: HtmlElement
    spans: Mapping[HtmlElement, Span]


@dataclass(frozen=True, slots=True)
class HtmlTree:
    """What is needed to have elements and spans again: unlike a parsed tree it can be sent to another process.

    `spans` has one item an element, in document order.
    """

    markup: str
    spans: tuple[Span | None, ...]

    def parse(self) -> SpannedElements:
        """The tree and its spans, parsed anew at each call."""
        root = parse_markup(self.markup)
        pairs = zip(root.iter(), self.spans, strict=True)
        return SpannedElements(root=root, spans={element: span for element, span in pairs if span})


@dataclass(frozen=True, slots=True)
class HtmlSource(StructuredText):
    """The structured text of an HTML page; a segmenter that selects elements finds them through `tree`."""

    tree: HtmlTree = HtmlTree(markup="", spans=())


def parse_markup(markup: str) -> HtmlElement:
    """The root of the tree, comments and processing instructions left out; an empty `<html>` for empty markup.

    Raises UnreadableError where the parser gives up (elements nested thousands deep) and would lose text.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "surrogatepass"), parser=parser)
    except etree.ParserError:
        return html.Element("html")
    fatal = next((entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL), None)
    if fatal is not None:
        raise UnreadableError(f"its HTML cannot be parsed ({fatal.message}, line {fatal.line}); save the page again")
    return root
