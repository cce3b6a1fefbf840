"""The segmenter of an article with comments below it: the article is a document, and each comment is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from indexer.readers.html_tree import HtmlSource, Span, SpannedElements
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.forum_page.engines import MARKED_COMMENTS, PAGE_ENGINES
from indexer.segmenters.forum_page.posts import PagePost, outermost, posts_of_engine
from indexer.segmenters.forum_page.repeated import complete_posts, repeated_posts
from indexer.segmenters.forum_page.words import posts_apart
from indexer.segmenters.stated import first_line
from indexer.segmenters.text_span import trimmed_span
from indexer.segmenters.web_page import WebPageSegmenter
from indexer.structure import StructuredText
from search.model import Kind

# Above a forum's engine, which would take the comments and leave the article.
_CONFIDENCE = 0.986
_NAMES_COMMENTS = re.compile(
    r"comments|comment-?(?:list|section|area|thread|stream)|responses|disqus_thread|conversation"
)
_ONE_COMMENT = re.compile(r"(?:\S+ )*comment(?:-(?:body|item|entry))?(?: \S+)*")
_FEWEST_WORDS_OF_NEWS = 20  # where the page itself says that it is news
_FEWEST_WORDS = 60  # of an article; what is shorter is the post that a forum's thread begins with


class CommentedArticleSegmenter:
    """Finds the article of a saved page, and the comments in the part of the page that is named after them."""

    name = "commented article"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The article and each comment, which answers it; None where a page has no comments or is a forum's."""
        if not isinstance(source, HtmlSource):
            return None
        tree = source.tree.parse()
        part = _part_with_comments(tree, source.text)
        if part is None:
            return None
        comments = posts_apart(source.text, part[1])
        if not comments or _opens_a_thread(tree, comments[0].start):
            return None
        article = _article(source, tree.spans[part[0]], comments)
        if article is None:
            return None
        drafts = (article, *(_comment(source.text, one, article) for one in comments))
        return Proposal(self.name, _CONFIDENCE, drafts)


def _part_with_comments(tree: SpannedElements, text: str) -> tuple[HtmlElement, Sequence[PagePost]] | None:
    """The first part of the page that is named after comments and has any, with them."""
    named = [element for element in tree.root.iter("div", "section", "ol", "ul", "aside") if _is_named(element)]
    for part in outermost(named):
        found = repeated_posts(tree, text, part) if part in tree.spans else ()
        found = found or _only_comment(tree, text, part) or _of_engine(tree, part)
        if found:
            return part, found
    return _marked_comments(tree)


def _of_engine(tree: SpannedElements, part: HtmlElement) -> tuple[PagePost, ...]:
    """The comments that an engine's expressions find in a part of the page."""
    start, end = tree.spans.get(part, (0, 0))
    of_engines = (posts_of_engine(tree, engine) for engine in PAGE_ENGINES) if start < end else ()
    within = (tuple(post for post in posts if start <= post.start and post.end <= end) for posts in of_engines)
    return max(within, key=len, default=())


def _marked_comments(tree: SpannedElements) -> tuple[HtmlElement, Sequence[PagePost]] | None:
    """The first of the elements that microdata calls comments, with all of them."""
    found = posts_of_engine(tree, MARKED_COMMENTS)
    marked = tree.root.xpath(MARKED_COMMENTS.posts) if found else []
    first = next((element for element in marked if element in tree.spans), None)
    return (first, found) if first is not None else None


def _only_comment(tree: SpannedElements, text: str, part: HtmlElement) -> tuple[PagePost, ...]:
    """The comment of a part that holds one: the element that is called so, as it shows who, when and what."""
    called = [element for element in part.iterdescendants() if _ONE_COMMENT.fullmatch(element.get("class", ""))]
    apart = [element for element in outermost(called) if element in tree.spans]
    return complete_posts(tree, text, apart, fewest=1) if len(apart) == 1 else ()


def _is_named(element: HtmlElement) -> bool:
    names = (element.get("id", ""), *element.get("class", "").split())
    return any(_NAMES_COMMENTS.search(name.lower()) for name in names)


def _opens_a_thread(tree: SpannedElements, first_comment: int) -> bool:
    """Whether an engine shows a post above the comments, so that they are the answers in a forum."""
    found = (posts_of_engine(tree, engine) for engine in PAGE_ENGINES)
    return any(posts and posts[0].start < first_comment for posts in found)


def _article(source: HtmlSource, part: Span, comments: Sequence[PagePost]) -> Draft | None:
    """The page's document without its comments; None where too little is left above them to be one."""
    proposal = WebPageSegmenter().propose(source)
    if proposal is None:
        return None
    page = proposal.drafts[0]
    end = min(page.end, part[0], comments[0].start)
    start, end = trimmed_span(source.text, page.start, end) if page.start < end else (0, 0)
    fewest = _FEWEST_WORDS_OF_NEWS if page.kind is Kind.NEWS_ARTICLE else _FEWEST_WORDS
    if len(source.text[start:end].split()) < fewest:
        return None
    return replace(page, start=start, end=end)


def _comment(text: str, post: PagePost, article: Draft) -> Draft:
    return Draft(
        key=f"comment at {post.start}",
        kind=Kind.FORUM_POST,
        title=first_line(text[post.start : post.end]),
        start=post.start,
        end=post.end,
        authors=(post.author,),
        date=post.date,
        reply_to=article.key,
        thread=article.thread or article.title,
    )
