"""The reader of HTML: the page as text with blocks, what it states about itself, and its tree with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.readers.content import decoded, file_content
from indexer.readers.html_metadata import html_metadata
from indexer.readers.html_rendering import render
from indexer.readers.html_tree import HtmlSource, HtmlTree, parse_markup

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_BYTES = 4096
_BEGINNING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


class HtmlReader:
    """Reads `.html` pages, and pages without a suffix, into `HtmlSource`."""

    media_type = "text/html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, path: Path, name: str) -> Iterator[HtmlSource]:
        """The page as one text. Raises UnreadableError."""
        content = file_content(path)
        page = decoded(content, _declared_encoding(content))
        root = parse_markup(page.text)
        rendered = render(root)
        yield HtmlSource(
            name=name,
            media_type=self.media_type,
            text=rendered.text,
            blocks=rendered.blocks,
            metadata=html_metadata(root, page.text),
            encoding=page.encoding,
            notes=page.notes,
            tree=HtmlTree(markup=page.text, spans=tuple(rendered.spans.get(element) for element in root.iter())),
        )


def looks_like_html(head: bytes) -> bool:
    """Whether a file begins as an HTML page does."""
    return _BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _declared_encoding(content: bytes) -> str | None:
    match = _DECLARED.search(content, 0, _DECLARATION_BYTES)
    return match[1].decode("ascii") if match else None
