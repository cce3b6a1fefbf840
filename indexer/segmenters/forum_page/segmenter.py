"""The segmenter of forum threads saved as HTML: by what the page states, by its engine, or by what repeats on it."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.readers.html_tree import HtmlSource
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.forum_page.engines import PAGE_ENGINES
from indexer.segmenters.forum_page.linked_data import linked_posts
from indexer.segmenters.forum_page.posts import PagePost, posts_of_engine
from indexer.segmenters.forum_page.repeated import repeated_posts
from indexer.segmenters.forum_page.words import posts_apart
from indexer.segmenters.forum_thread import ForumThreadSegmenter
from indexer.segmenters.forum_thread.code_labels import code_labels
from indexer.segmenters.stated import first_line, stated_kind, title_of
from indexer.structure import StructuredText
from search.left_out import within
from search.model import Kind

# Above the thread as text: elements tell better than lines where a post ends.
_CONFIDENCE_OF_AN_ENGINE = 0.985
_CONFIDENCE_OF_REPETITION = 0.9
_DATED_SHARE = 0.5
_REPEATED_SHARE_OF_PAGE = 0.4


class ForumPageSegmenter:
    """Finds the posts of a saved page, with author, date and time, subject and the thread's title."""

    name = "forum page"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The posts in reading order, or None for what is no HTML, shows no posts, or says that it is news."""
        if not isinstance(source, HtmlSource) or stated_kind(source.metadata) is Kind.NEWS_ARTICLE:
            return None
        tree = source.tree.parse()
        by_elements = (posts_of_engine(tree, engine) for engine in PAGE_ENGINES)
        found = max((linked_posts(tree.root, source.text), *by_elements), key=_complete)
        confidence = _CONFIDENCE_OF_AN_ENGINE
        if _complete(found) < _DATED_SHARE * max(len(found), 1):
            found = repeated_posts(tree, source.text)
            confidence = _CONFIDENCE_OF_REPETITION
            if sum(post.end - post.start for post in found) < _REPEATED_SHARE_OF_PAGE * len(source.text):
                return None
        posts = posts_apart(source.text, found)
        if not posts:
            return None
        by_lines = ForumThreadSegmenter().propose(source)
        beside = by_lines.drafts if by_lines else ()
        if len(beside) > len(posts) and confidence == _CONFIDENCE_OF_REPETITION:
            return None
        thread = _thread(title_of(source), beside)
        return Proposal(self.name, confidence, tuple(_drafts(source.text, posts, thread, beside)))


def _thread(page_title: str, beside: Sequence[Draft]) -> str:
    """The page's title, without the name of the forum around it where the page has the title alone too."""
    by_lines = next((draft.thread for draft in beside if draft.thread), None)
    return by_lines if by_lines and by_lines.casefold() in page_title.casefold() else page_title or by_lines or ""


def _complete(posts: Sequence[PagePost]) -> int:
    return sum(post.date.edtf is not None for post in posts)


def _drafts(text: str, posts: Sequence[PagePost], thread: str, beside: Sequence[Draft]) -> list[Draft]:
    """A draft for each post; its subject, where its element has none, is the one that stands above its words."""
    subjects = {(draft.authors, draft.date.edtf): draft.title for draft in beside}
    labels = code_labels(text)
    return [
        Draft(
            key=f"post at {post.start}",
            kind=Kind.FORUM_POST,
            title=post.subject
            or subjects.get(((post.author,), post.date.edtf))
            or thread
            or first_line(text[post.start : post.end]),
            start=post.start,
            end=post.end,
            authors=(post.author,),
            date=post.date,
            thread=thread or None,
            left_out=within(labels, post.start, post.end),
        )
        for post in posts
    ]
