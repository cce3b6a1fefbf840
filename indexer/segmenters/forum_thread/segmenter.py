"""The segmenter of forum threads as copied or saved text: a header announces a post, its words follow.

One model serves all engines: the dialects' headers (`headers`) part the text, what the software wrote
around the posts (`furniture`) is cut from their edges.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.forum_thread.answers import with_answers
from indexer.segmenters.forum_thread.code_labels import code_labels
from indexer.segmenters.forum_thread.columns import left_column
from indexer.segmenters.forum_thread.copied_buttons import copied_buttons
from indexer.segmenters.forum_thread.dialects import FIELDS_OF_MAIL, Trust
from indexer.segmenters.forum_thread.facebook import facebook_headers
from indexer.segmenters.forum_thread.furniture import is_page_edge, is_page_foot, is_sure_profile, labelled_title
from indexer.segmenters.forum_thread.headers import PostHeader, headers_by_engine
from indexer.segmenters.forum_thread.mail_headers import mail_headers
from indexer.segmenters.forum_thread.posts import Post, find_posts
from indexer.segmenters.forum_thread.signatures import above_ruled_signature, first_signature, signature_starts
from indexer.segmenters.forum_thread.subjects import without_reply_mark, without_tagged_quotes
from indexer.segmenters.lines import Line, lines_of
from indexer.segmenters.signature_mark import above_marked_signature
from indexer.segmenters.stated import first_line
from indexer.segmenters.text_span import trimmed_span
from indexer.structure import StructuredText
from search.left_out import Stretches, blanked, within
from search.model import Kind

# A post may hold a whole letter, so a header that software wrote must outweigh what is found in the words below it.
_CONFIDENCE_OF_A_THREAD = 0.98
_CONFIDENCE_OF_ONE_POST = 0.96
_CONFIDENCE_OF_MAIL_FIELDS = 0.965  # below messages, which need more than the two fields above their words
_CONFIDENCE_OF_POSSIBLE_HEADERS = 0.8
_MOST_PREAMBLE_PROSE_WORDS = 120
_PROSE_LINE_WORDS = 15


class ForumThreadSegmenter:
    """Finds the posts of a thread, with author, date and time, subject and the thread's title."""

    name = "forum thread"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The posts in reading order, or None where no dialect's headers stand in the text as a forum puts them."""
        lines = lines_of(source.text)
        headers = _headers_of_one_engine(lines)
        if not headers:
            return None
        beside = left_column(source.text, [line.start - line.indent for line in lines], headers)
        left_out = beside or tuple(sorted([*code_labels(source.text), *copied_buttons(lines, headers)]))
        words = blanked(source.text, left_out)
        thread = find_posts(lines_of(words) if left_out else lines, headers)
        confidence = _confidence(lines, thread.posts) if thread.posts else 0.0
        if not confidence:
            return None
        signatures = signature_starts(source)
        drafts = [(post.header.last, _draft(words, post, thread.title, signatures, left_out)) for post in thread.posts]
        with_words = with_answers(source, lines, (one for one in drafts if one[1].start < one[1].end))
        return Proposal(self.name, confidence, with_words) if with_words else None


def _headers_of_one_engine(lines: Sequence[Line]) -> list[PostHeader]:
    """Those of the engine with most, since posts may quote another's.

    A name beside a date proves little, so forms that people use too count only where no other is there.
    """
    known = (mail_headers(lines), facebook_headers(lines), *headers_by_engine(lines).values())
    engines = [found for found in known if found]
    by_software = [headers for headers in engines if headers[0].dialect.trust is not Trust.POSSIBLE]
    return max(by_software or engines, key=len, default=[])


def _draft(text: str, post: Post, thread_title: str | None, signatures: Sequence[int], left_out: Stretches) -> Draft:
    signature = first_signature(signatures, post.start, post.end)
    end = above_ruled_signature(text, post.start, post.end if signature is None else signature)
    is_mail = post.header.dialect.kind is Kind.EMAIL
    end = trimmed_span(text, post.start, above_marked_signature(text, post.start, end) if is_mail else end)[1]
    return Draft(
        key=f"post at {post.header.first}",
        kind=post.header.dialect.kind,
        title=post.subject or thread_title or first_line(without_tagged_quotes(text[post.start : end])),
        start=post.start,
        end=end,
        authors=(post.header.author,),
        date=post.header.date,
        thread=without_reply_mark(post.header.subject) if is_mail and post.header.subject else thread_title,
        left_out=within(left_out, post.start, end),
    )


def _confidence(lines: Sequence[Line], posts: Sequence[Post]) -> float:
    """0 unless the headers stand in a forum's page and not in prose about one."""
    preamble = [line.text for line in lines[: posts[0].header.first]]
    furnished = any(is_sure_profile(line.text) or is_page_foot(line.text) for line in lines)
    furnished = furnished or any(is_page_edge(line) or labelled_title(line) for line in preamble)
    if not furnished and _prose_words(preamble) > _MOST_PREAMBLE_PROSE_WORDS:
        return 0.0
    trust = posts[0].header.dialect.trust
    if trust is Trust.POSSIBLE:
        is_forum = furnished or any(post.framed for post in posts[1:])
        return _CONFIDENCE_OF_POSSIBLE_HEADERS if len(posts) > 1 and is_forum else 0.0
    if len(posts) > 1:
        is_mail = posts[0].header.dialect.engine == FIELDS_OF_MAIL
        return _CONFIDENCE_OF_MAIL_FIELDS if is_mail else _CONFIDENCE_OF_A_THREAD
    return _CONFIDENCE_OF_ONE_POST if furnished or (posts[0].framed and trust is Trust.SURE) else 0.0


def _prose_words(lines: Sequence[str]) -> int:
    counts = [len(line.split()) for line in lines]
    return sum(count for count in counts if count >= _PROSE_LINE_WORDS)
