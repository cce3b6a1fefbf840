"""The fallback: whatever nothing else knows is one document, a web page, or news where the page says so."""

from __future__ import annotations

from lxml.html import HtmlElement

from indexer.readers.html_tree import HtmlSource, Span
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.stated import stated_authors, stated_date, stated_kind, stated_recipients, title_of
from indexer.segmenters.text_span import words_span
from indexer.structure import StructuredText
from search.model import Kind

CONFIDENCE = 0.1
# Below this share of the page's words, a main or article element is taken for a teaser and not for the content.
_CONTENT_SHARE = 0.25


class WebPageSegmenter:
    """Makes one document of any text with words."""

    name = "web page"

    def propose(self, source: StructuredText) -> Proposal | None:
        """One document with the title, author, date and address that the page states; None for an empty text."""
        start, end = _content_span(source)
        if start == end:
            return None
        draft = Draft(
            key="page",
            kind=stated_kind(source.metadata) or Kind.WEB_PAGE,
            title=title_of(source),
            start=start,
            end=end,
            authors=stated_authors(source.metadata),
            recipients=stated_recipients(source.metadata),
            date=stated_date(source.metadata, "the page's metadata"),
            thread=source.metadata.get("thread"),
            url=source.metadata.get("url"),
        )
        return Proposal(self.name, CONFIDENCE, (draft,))


def _content_span(source: StructuredText) -> Span:
    """The span of the page's only main (or else article) element, so that mastheads and side bars stay out."""
    whole = words_span(source)
    if not isinstance(source, HtmlSource):
        return whole
    tree = source.tree.parse()
    for path in ("//main | //*[@role='main']", "//article"):
        elements: list[HtmlElement] = [element for element in tree.root.xpath(path) if element in tree.spans]
        if len(elements) == 1:
            start, end = tree.spans[elements[0]]
            if end - start >= _CONTENT_SHARE * (whole[1] - whole[0]):
                return start, end
    return whole
