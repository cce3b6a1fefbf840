"""Which elements of a page are quotations: `<blockquote>`, and the boxes that forum software and mail programs make."""

from __future__ import annotations

from lxml.html import HtmlElement

_BOXES = frozenset({"div", "aside", "section", "table", "td", "fieldset", "dd"})
_CLASSES = frozenset(
    {
        *("quotecontent", "quotetitle"),  # phpBB 2 and 3, subsilver
        *("quote", "quoteheader"),  # SMF 1, phpBB 2, Discourse, Vanilla
        *("topslice_quote", "bbc_standard_quote"),  # SMF 2
        *("bbcode_quote", "quotebox", "quotetop", "quotemain"),  # vBulletin 4 and 5, FluxBB, Invision 1 to 3
        *("bbcodequote", "bbcodeblock--quote", "ipsquote", "mycode_quote"),  # XenForo, Invision 4, MyBB
        *("bb-quote", "quote-msg", "userquote", "quote_container"),  # Drupal, Vanilla
        *("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "moz-forward-container"),  # mail programs
    }
)


class OpenQuotes:
    """The quotations that an element stands in, while one walks through a page."""

    def __init__(self) -> None:
        self._open: list[tuple[HtmlElement, int]] = []

    @property
    def depth(self) -> int:
        """How many quotations are open, one within another."""
        return self._open[-1][1] if self._open else 0

    def enter(self, element: HtmlElement) -> bool:
        """Open the quotation that an element is; whether it is one."""
        if not _is_quote(element):
            return False
        # A box is made of several elements, one in the other; only what stands in its blockquote is quoted within it.
        is_part = bool(self._open) and _holds_part(self._open[-1][0], element)
        self._open.append((element, self.depth if is_part else self.depth + 1))
        return True

    def has_title(self, element: HtmlElement) -> bool:
        """Whether an element that begins a quotation is its title (`ada wrote:`), on screens a line of its own."""
        return bool(self._open) and element.tag == "cite" and element.text_content().rstrip().endswith(":")

    def leave(self, element: HtmlElement) -> bool:
        """Close the quotation that an element is; whether it was one."""
        if not self._open or self._open[-1][0] is not element:
            return False
        self._open.pop()
        return True


def _holds_part(outer: HtmlElement, element: HtmlElement) -> bool:
    return outer.tag != "blockquote" or (element.tag == "div" and "quotecontainer" in _classes(outer))


def _classes(element: HtmlElement) -> list[str]:
    names: str = element.get("class", "")
    return names.lower().split()


def _is_quote(element: HtmlElement) -> bool:
    if element.tag == "blockquote":
        return True
    if element.tag not in _BOXES:
        return False
    if not _CLASSES.isdisjoint(_classes(element)):
        return True
    # vBulletin 3 marks a quotation by nothing but its looks; code is set so too, but in a pre.
    return element.tag == "td" and "inset" in element.get("style", "") and "alt2" in element.get("class", "")
