"""The fallback: whatever nothing else knows is one document, a web page, or news where the page says or shows so."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from indexer.date_places import PAGE_METADATA
from indexer.readers.html_tree import HtmlSource, Span
from indexer.segmenters.article import Article, find_article
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.letters.names import person_in
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
        """One document with the title, author, date and address that the page states; None for an empty text.

        Of a page that does not state kind, people and date, or marks no content, the article is looked for in its
        words.
        """
        whole = words_span(source)
        if whole[0] == whole[1]:
            return None
        marked = _marked_span(source, whole)
        kind = stated_kind(source.metadata)
        authors, date = stated_authors(source.metadata), stated_date(source.metadata, PAGE_METADATA)
        is_told = marked is not None and kind is not None and authors and date.edtf
        article = find_article(source) if isinstance(source, HtmlSource) and not is_told else None
        start, end = marked or ((article.start, article.end) if article else whole)
        authors = authors or (article.authors if article else ())
        draft = Draft(
            key="page",
            kind=kind or _kind_by_words(article, authors),
            title=title_of(source),
            start=start,
            end=end,
            authors=authors,
            recipients=stated_recipients(source.metadata),
            date=article.date if article and not date.edtf else date,
            thread=source.metadata.get("thread"),
            url=source.metadata.get("url"),
        )
        return Proposal(self.name, CONFIDENCE, (draft,))


def _kind_by_words(article: Article | None, authors: Sequence[str]) -> Kind:
    """News where an article has a person's byline and reports what people said."""
    is_news = article is not None and article.reports_speech and any(map(person_in, authors))
    return Kind.NEWS_ARTICLE if is_news else Kind.WEB_PAGE


def _marked_span(source: StructuredText, whole: Span) -> Span | None:
    """The span of the page's only main (or else article) element, so that mastheads and side bars stay out."""
    if not isinstance(source, HtmlSource):
        return None
    tree = source.tree.parse()
    for path in ("//main | //*[@role='main']", "//article"):
        elements: list[HtmlElement] = [element for element in tree.root.xpath(path) if element in tree.spans]
        if len(elements) == 1:
            start, end = tree.spans[elements[0]]
            if end - start >= _CONTENT_SHARE * (whole[1] - whole[0]):
                return start, end
    return None
