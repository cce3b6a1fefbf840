"""News articles pasted into a post: an introduction or a link, then long prose that reports what others said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import IGNORECASE

from indexer.date_places import DATELINE, POST_INTRODUCTION
from indexer.dates import find_dates
from indexer.segmenters.quoted.bylines import is_byline, read_byline
from indexer.segmenters.quoted.paragraphs import (
    Paragraph,
    PostText,
    is_link_line,
    is_rule,
    without_link,
    word_count,
)
from indexer.segmenters.quoted.publications import is_publication_label, names_publication, publication_of
from search.model import DatePrecision, DocumentDate

_PRESS = re.compile(
    r"\b(?:press|(?:news)?papers?|news|story|stories|article|report(?:s|ed|ing)?|coverage|piece|published|picked up"
    r"|front page|headlines?|journalist)\b",
    IGNORECASE,
)
_NO_PROSE = re.compile(r"[*•<|{-]|\d{1,2}[.)]\s")
_MOST_INTRODUCTION_WORDS = 35
_MOST_NEXT_INTRODUCTION_WORDS = 12
_MOST_HEADLINE_WORDS = 16
_FEWEST_PARAGRAPHS = 2
_MOST_POINTERS = 4
_NEXT_ARTICLE_PARAGRAPHS = 8
_OPENING_LINES = 5
_MOST_ADDRESSING_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How much the text itself must show, by how it is introduced."""

    words: int
    speech: int


_INTRODUCED_AND_LINKED = _Evidence(words=60, speech=1)
_INTRODUCED = _Evidence(words=90, speech=2)
_LINKED = _Evidence(words=100, speech=3)


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article on the paragraphs [first, last) of a post; `date` only where the article itself states one."""

    first: int
    last: int
    title: str | None
    authors: tuple[str, ...]
    date: DocumentDate | None


@dataclass(frozen=True, slots=True)
class _Introduction:
    """What leads to an article that may begin at paragraph `first`: `cues` are the sentence and links above it."""

    cues: Sequence[Paragraph]
    first: int
    evidence: _Evidence


def find_article(post: PostText, number: int) -> QuotedArticle | None:
    """The article that the paragraph at `number` introduces, or None where it introduces none."""
    introduction = _read_introduction(post.paragraphs, number)
    if introduction is None:
        return None
    first = introduction.first
    last = _end(post, first)
    article = post.paragraphs[first:last]
    if not _reads_as_news(article, introduction.evidence):
        return None
    cues = introduction.cues
    opening = _opening(article)
    return QuotedArticle(
        first=first,
        last=last,
        title=_headline(opening) or next(filter(None, map(_link_title, cues)), None),
        authors=_byline(opening) or publication_of(cues, article),
        date=_stated_date(opening) or _date_of_issue(cues),
    )


def introduces_article(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a short line within a quoted text introduces an article, and so ends that text.

    A text's own `The report said:` is followed by less than an article.
    """
    paragraph = paragraphs[number]
    if paragraph.words > _MOST_NEXT_INTRODUCTION_WORDS or not _introduces(paragraph):
        return False
    return _reads_as_news(paragraphs[number + 1 : number + 1 + _NEXT_ARTICLE_PARAGRAPHS], _INTRODUCED)


def _read_introduction(paragraphs: Sequence[Paragraph], number: int) -> _Introduction | None:
    paragraph = paragraphs[number]
    first = number + 1
    for pointer in paragraphs[first : first + _MOST_POINTERS]:
        if not (is_link_line(pointer) or is_publication_label(pointer.text) or is_rule(pointer)):
            break
        first += 1
    cues = paragraphs[number:first]
    linked = any(not is_rule(cue) for cue in cues[1:])
    if _introduces(paragraph):
        evidence = _INTRODUCED_AND_LINKED if linked else _INTRODUCED
    elif linked and _mentions_press(paragraph):
        evidence = _INTRODUCED
    elif is_link_line(paragraph):
        evidence = _LINKED
    else:
        return None
    return _Introduction(cues, first, evidence)


def _introduces(paragraph: Paragraph) -> bool:
    if not paragraph.text.endswith(":"):
        return False
    return _mentions_press(paragraph) or names_publication(paragraph.last_sentence)


def _mentions_press(paragraph: Paragraph) -> bool:
    sentence = paragraph.last_sentence
    return len(sentence.split()) <= _MOST_INTRODUCTION_WORDS and _PRESS.search(sentence) is not None


def _reads_as_news(article: Sequence[Paragraph], evidence: _Evidence) -> bool:
    speech = sum(each.reports_speech for each in article)
    addressing = sum(each.addresses_somebody for each in article)
    return (
        len(article) >= _FEWEST_PARAGRAPHS
        and not _NO_PROSE.match(article[0].text)
        and word_count(article) >= evidence.words
        and speech >= evidence.speech
        and addressing <= _MOST_ADDRESSING_SHARE * len(article)
        and not any(each.speaks_of_self or each.talks_to_forum for each in article[:2])
    )


def _end(post: PostText, first: int) -> int:
    """The paragraph after the article: where something else stands, or the poster speaks again to the end."""
    last = post.before_break(first)
    article = post.paragraphs[first:last]
    last_speech = max((number for number, each in enumerate(article) if each.reports_speech), default=0)
    afterword = range(last_speech + 1, len(article))
    return first + next((number for number in afterword if _is_of_poster(article[number])), len(article))


def _is_of_poster(paragraph: Paragraph) -> bool:
    return paragraph.speaks_of_self or paragraph.talks_to_forum or paragraph.addresses_somebody


def _opening(article: Sequence[Paragraph]) -> list[str]:
    """The short lines above the article's first sentences: headline, byline, date."""
    lines = [line.strip() for paragraph in article[:_OPENING_LINES] for line in paragraph.text.split("\n")]
    opening: list[str] = []
    for line in lines[:_OPENING_LINES]:
        if len(line.split()) > _MOST_HEADLINE_WORDS or line.endswith((".", "”", '"')):
            break
        opening.append(line)
    return opening


def _headline(opening: Sequence[str]) -> str | None:
    own = (line for line in opening if not is_byline(line) and not find_dates(line))
    return next((line.strip("#* ") for line in own), None)


def _byline(opening: Sequence[str]) -> tuple[str, ...]:
    return next(filter(None, map(read_byline, opening)), ())


def _stated_date(opening: Sequence[str]) -> DocumentDate | None:
    for line in opening[1:] or opening:
        found = find_dates(line)
        if found and found[0].precision is DatePrecision.DAY:
            return found[0].stated_in(DATELINE)
    return None


def _date_of_issue(cues: Sequence[Paragraph]) -> DocumentDate | None:
    """The date with which the post introduces the article: `From the Argus, 6 May 2014:`."""
    for cue in cues:
        found = find_dates(cue.text) if names_publication(cue.text) else ()
        if found and found[0].precision is DatePrecision.DAY:
            return found[0].derived_from(POST_INTRODUCTION)
    return None


def _link_title(cue: Paragraph) -> str | None:
    words = without_link(cue)
    return words if is_link_line(cue) and len(words.split()) > 1 else None
