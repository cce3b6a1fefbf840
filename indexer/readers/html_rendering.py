"""HTML to text as a browser shows it, with the blocks and the span of each element.

Line breaks follow the `innerText` algorithm (https://html.spec.whatwg.org/#the-innertext-idl-attribute), with a
blank line after headings, lists, quotes and tables too. Left out: what is not shown, and what is no part of the
page's words (scripts, navigation, form controls, the page's footer).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from indexer.readers.html_quotes import OpenQuotes
from indexer.readers.html_tree import Span
from indexer.structure import Block, BlockKind

_UNSHOWN = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "map"})
_MEDIA = frozenset({"canvas", "audio", "video"})
_CONTROLS = frozenset({"nav", "button", "select", "option", "datalist", "textarea", "input"})
_LEFT_OUT = _UNSHOWN | _MEDIA | _CONTROLS
_LEFT_OUT_ROLES = frozenset({"navigation", "search", "menu", "menubar", "toolbar"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section", "blockquote", "td"})

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANK_LINE_AROUND = _HEADINGS | {"p", "ul", "ol", "dl", "blockquote", "pre", "table", "hr", "figure"}
_SECTIONS = frozenset({"html", "body", "section", "article", "main", "header", "footer", "aside", "address", "hgroup"})
_GROUPS = frozenset({"div", "center", "details", "summary", "dialog", "fieldset", "form", "legend", "figcaption"})
_ROWS = frozenset({"li", "dt", "dd", "caption", "thead", "tbody", "tfoot", "tr"})
_LINE_OF_ITS_OWN = _SECTIONS | _GROUPS | _ROWS
_PARTING = _BLANK_LINE_AROUND | _LINE_OF_ITS_OWN | {"br"}
_CONTEXTS = {
    **{heading: (BlockKind.HEADING, int(heading[1])) for heading in _HEADINGS},
    "pre": (BlockKind.PREFORMATTED, 0),
    "blockquote": (BlockKind.QUOTE, 1),
    "li": (BlockKind.LIST_ITEM, 1),
}
_NESTING = frozenset({BlockKind.QUOTE, BlockKind.LIST_ITEM})
_COLLAPSIBLE = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True)
class RenderedHtml:
    """`text` and `blocks` as in a StructuredText; `spans`: by element, those without a word left out."""

    text: str
    blocks: tuple[Block, ...]
    spans: Mapping[HtmlElement, Span]


def render(root: HtmlElement) -> RenderedHtml:
    """The page's words as text."""
    page = _Page()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        shown = _is_shown(element)
        if event == "end":
            if shown:
                page.leave(element)
            page.write(element.tail if element is not root else None)
        elif shown:
            page.enter(element)
            page.write(element.text)
        else:
            walker.skip_subtree()
    page.end_block()
    return RenderedHtml(text="".join(page.pieces), blocks=tuple(page.blocks), spans=page.spans)


def _is_shown(element: HtmlElement) -> bool:
    if element.tag in _LEFT_OUT or element.get("role") in _LEFT_OUT_ROLES or element.get("hidden") is not None:
        return False
    if _NOT_SHOWN.search(element.get("style", "")):
        return False
    # As https://www.w3.org/TR/html-aam-1.0/ has it, a footer outside of sections is that of the page.
    return element.tag != "footer" or any(parent.tag in _SECTIONING for parent in element.iterancestors())


@dataclass(slots=True)
class _Page:
    """The text so far. White space waits in `gap` until a word follows, so none stands at the ends of a block."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    blocks: list[Block] = field(default_factory=list)
    spans: dict[HtmlElement, Span] = field(default_factory=dict)
    wordless: list[HtmlElement] = field(default_factory=list)
    contexts: list[tuple[BlockKind, int]] = field(default_factory=list)
    quotes: OpenQuotes = field(default_factory=OpenQuotes)
    titles: set[HtmlElement] = field(default_factory=set)
    block: Block | None = None

    def enter(self, element: HtmlElement) -> None:
        self.wordless.append(element)
        self._break_at(element)
        if self.quotes.enter(element):
            self.end_block()
        if self.block is None and self.quotes.has_title(element):
            self.titles.add(element)
        context = _context_of(element)
        if context:
            kind, level = context
            depth = sum(kind is outer for outer, _ in self.contexts) if kind in _NESTING else 0
            self.contexts.append((kind, level + depth))

    def leave(self, element: HtmlElement) -> None:
        if element in self.spans:
            self.spans[element] = (self.spans[element][0], self.length)
        else:
            self.wordless.pop()
        if element.tag != "br":
            self._break_at(element)
        if self.quotes.leave(element):
            self.end_block()
        if element in self.titles:
            self._part("\n")
        if element.tag == "tr" or element.tag in _CONTEXTS:
            self.contexts.pop()

    def write(self, text: str | None) -> None:
        if not text:
            return
        preformatted = any(kind is BlockKind.PREFORMATTED for kind, _ in self.contexts)
        shown = text if preformatted else _COLLAPSIBLE.sub(" ", text)
        words = shown.strip()
        before = shown[: len(shown) - len(shown.lstrip())]
        if preformatted or not self.gap:
            self.gap += before
        if words:
            self._write_words(words)
            self.gap = shown[len(shown.rstrip()) :]

    def end_block(self) -> None:
        if self.block:
            self.blocks.append(replace(self.block, end=self.length))
        self.block = None

    def _write_words(self, words: str) -> None:
        if self.length:
            self._append(self.gap)
        start = self.length
        self._append(words)
        self.spans |= dict.fromkeys(self.wordless, (start, self.length))
        self.wordless.clear()
        if self.block is None:
            kind, level = self.contexts[-1] if self.contexts else (BlockKind.PARAGRAPH, 0)
            self.block = Block(kind, start, self.length, level, self.quotes.depth)

    def _append(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _break_at(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self.gap = self.gap.replace(" ", "") + "\n"
            if self.gap.count("\n") > 1:
                self.end_block()
        elif element.tag in _BLANK_LINE_AROUND:
            self._part("\n\n")
        elif element.tag in _LINE_OF_ITS_OWN:
            self._part("\n")
        elif element.tag in {"td", "th"}:
            if self.contexts and self.contexts[-1][0] is BlockKind.TABLE_ROW:
                self.gap = self.gap if "\n" in self.gap else "\t"
            else:
                self._part("\n")

    def _part(self, line_ends: str) -> None:
        self.end_block()
        if self.gap.count("\n") < len(line_ends):
            self.gap = line_ends


def _context_of(element: HtmlElement) -> tuple[BlockKind, int] | None:
    if element.tag == "tr":
        return (BlockKind.TABLE_ROW, 0) if _is_data_row(element) else (BlockKind.PARAGRAPH, 0)
    return _CONTEXTS.get(str(element.tag))


def _is_data_row(row: HtmlElement) -> bool:
    """False for the row of a table that lays out a page: one of its cells holds blocks or line breaks."""
    return not any(element.tag in _PARTING for element in row.iterdescendants())
