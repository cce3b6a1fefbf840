"""Documents quoted in a post: a letter or a news article that somebody pasted becomes a document of its own.

Only posts and e-mails are searched: there another voice than the author's stands out. A text of one author that
cites a letter stays whole, because a false split is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.date_places import ENCLOSING_POST
from indexer.dates import ParsedDate
from indexer.segmenters.base import Draft
from indexer.segmenters.quoted.letters import QuotedLetter, find_letter
from indexer.segmenters.quoted.news import QuotedArticle, find_article, introduces_article
from indexer.segmenters.quoted.paragraphs import Paragraph, PostText, ends_quotation, paragraphs_of
from indexer.segmenters.stated import first_line
from search.model import DocumentDate, Kind

_QUOTING_KINDS = frozenset({Kind.FORUM_POST, Kind.EMAIL})
_DAY_CHARS = len("2015-06-26")


def find_quoted(text: str, post: Draft) -> tuple[Draft, ...]:
    """The documents quoted in `post`, in reading order; their offsets count in `text`, the source's."""
    if post.kind not in _QUOTING_KINDS:
        return ()
    paragraphs = paragraphs_of(text, post.start, post.end)
    post_text = PostText(paragraphs, cache(lambda: _breaks(paragraphs)))
    quoted: list[Draft] = []
    position = 0
    while position < len(paragraphs) - 1:
        found = find_letter(post_text, position) or find_article(post_text, position)
        if found is None:
            position += 1
            continue
        quoted.append(_draft(found, paragraphs, post, f"{post.key}-quoted{len(quoted) + 1}"))
        position = found.last
    return tuple(quoted)


def _breaks(paragraphs: Sequence[Paragraph]) -> list[int]:
    return [
        number
        for number, paragraph in enumerate(paragraphs)
        if ends_quotation(paragraph) or introduces_article(paragraphs, number)
    ]


def _draft(found: QuotedLetter | QuotedArticle, paragraphs: list[Paragraph], post: Draft, key: str) -> Draft:
    is_letter = isinstance(found, QuotedLetter)
    return Draft(
        key=key,
        kind=Kind.LETTER if is_letter else Kind.NEWS_ARTICLE,
        title=found.title or first_line(paragraphs[found.first].text),
        start=paragraphs[found.first].start,
        end=paragraphs[found.last - 1].end,
        authors=found.authors,
        signatories=found.signatories if isinstance(found, QuotedLetter) else (),
        recipients=found.recipients if isinstance(found, QuotedLetter) else (),
        date=found.date or _date_of_enclosing(post),
        quoted_in=post.key,
        thread=post.thread,
    )


def _date_of_enclosing(post: Draft) -> DocumentDate:
    """The day of the post: a text is not younger than the post that quotes it, and its time is not known."""
    if post.date.edtf is None:
        return DocumentDate()
    return ParsedDate(post.date.edtf[:_DAY_CHARS], post.date.precision).derived_from(ENCLOSING_POST)
