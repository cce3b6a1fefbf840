"""News articles pasted into a post: an introduction or a link, then long prose that reports what others said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import IGNORECASE

from indexer.dates import find_dates
from indexer.segmenters.letters.names import split_names
from indexer.segmenters.quoted.paragraphs import (
    Paragraph,
    addresses_somebody,
    ends_quotation,
    is_link_line,
    is_rule,
    speaks_of_self,
    talks_to_forum,
    without_link,
    word_count,
)
from indexer.segmenters.quoted.people import NAME, is_namely
from search.model import DatePrecision, DocumentDate

_PRESS = re.compile(
    r"\b(?:press|(?:news)?papers?|news|story|stories|article|report(?:s|ed|ing)?|coverage|piece|published|picked up"
    r"|front page|headlines?|journalist)\b",
    IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|says|told|according to|spokes(?:man|woman|person))\b", IGNORECASE)
_DAY = (
    r"(?i:today|yesterday|this (?:week|morning|evening)|last (?:week|night)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]s"
)
_IN_PUBLICATION = re.compile(rf"\b(?i:in|from|by|on|via|see)\s+(?:the\s+|{_DAY}\s+)?(?P<name>{NAME})")
_PUBLICATION_DOES = re.compile(
    rf"(?P<name>{NAME})\s+(?i:story|article|reports?|reported|piece|coverage|website|says|ran|published)\b"
)
_PUBLICATION_FIRST = re.compile(rf"(?:{_DAY}\s+)?(?P<name>{NAME})\s*(?:[:,(|–—-]|$)")
_FROM_PUBLICATION = re.compile(
    rf"(?:\w+\s+)?(?i:from|in)\s+(?:the\s+|{_DAY}\s+){NAME}(?:,?\s+[^:]*\d{{4}})?(?:\s+\w+)?:"
    rf"|(?:\w+\s+)?[Tt]he\s+{NAME}\s+(?:has|says|writes|reports|carries|ran)\b[^:]{{0,30}}:"
)
_TOLD = re.compile(
    rf"\b(?:told|speaking to|spoke to|spoken to|interview with|seen by|contacted by)\s+(?P<the>the\s+)?(?P<name>{NAME})"
)
_NO_PUBLICATION = re.compile(
    r"\b(?:council|committee|court|commons|lords|house|government|inquiry|tribunal|board|panel|assembly|conference|minister"
    r"|department|police|mp|parliament|union|meeting|facebook|twitter|youtube|mr|mrs|ms|dr|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|\w+day)\b",
    IGNORECASE,
)
_BYLINE = re.compile(rf"[Bb][Yy]:?\s+(?P<names>{NAME}(?:,?\s+(?:and|&)\s+{NAME})?)(?:\s*[,|–—-].*|\s+in\s+.*)?")
_MOST_INTRODUCTION_WORDS = 35
_MOST_NEXT_INTRODUCTION_WORDS = 12
_MOST_HEADLINE_WORDS = 16
_FEWEST_PARAGRAPHS = 2
_MOST_PARAGRAPHS = 300
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
_LINKED = _Evidence(words=120, speech=3)


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article on the paragraphs [first, last) of a post; `date` only where the article itself states one."""

    first: int
    last: int
    title: str | None
    authors: tuple[str, ...]
    date: DocumentDate | None


def find_article(paragraphs: Sequence[Paragraph], introduction: int) -> QuotedArticle | None:
    """The article that starts below the paragraph at `introduction`, or None where that introduces none."""
    introduced = _introduces(paragraphs[introduction])
    linked = is_link_line(paragraphs[introduction])
    first = introduction + 1
    for paragraph in paragraphs[first : first + _MOST_POINTERS]:
        if not (_is_pointer(paragraph) or is_rule(paragraph)):
            break
        linked = linked or not is_rule(paragraph)
        first += 1
    evidence = _evidence(introduced=introduced, linked=linked)
    if evidence is None:
        return None
    last = _end(paragraphs, first)
    article = paragraphs[first:last]
    if not _reads_as_news(article, evidence):
        return None
    cues = [paragraphs[number] for number in range(introduction, first)]
    opening = _opening(article)
    return QuotedArticle(
        first=first,
        last=last,
        title=_headline(opening) or next(filter(None, map(_link_title, cues)), None),
        authors=_byline(opening) or _publication(cues, article),
        date=_stated_date(opening) or _date_of_issue(cues),
    )


def _evidence(*, introduced: bool, linked: bool) -> _Evidence | None:
    if introduced:
        return _INTRODUCED_AND_LINKED if linked else _INTRODUCED
    return _LINKED if linked else None


def _introduces(paragraph: Paragraph) -> bool:
    last_sentence = re.split(r"(?<=[.!?])\s+", paragraph.text)[-1]
    short = len(last_sentence.split()) <= _MOST_INTRODUCTION_WORDS
    return (
        short
        and last_sentence.endswith(":")
        and bool(_PRESS.search(last_sentence) or _FROM_PUBLICATION.fullmatch(last_sentence))
    )


def _is_pointer(paragraph: Paragraph) -> bool:
    """A link, or a line that stands for one: `Argus article`."""
    short = paragraph.words <= 5 and _PUBLICATION_DOES.fullmatch(paragraph.text) is not None
    return is_link_line(paragraph) or short


def _reads_as_news(article: Sequence[Paragraph], evidence: _Evidence) -> bool:
    speech = sum(len(_SPEECH.findall(each.own_words)) for each in article)
    addressing = sum(addresses_somebody(each) for each in article)
    return (
        len(article) >= _FEWEST_PARAGRAPHS
        and word_count(article) >= evidence.words
        and speech >= evidence.speech
        and addressing <= _MOST_ADDRESSING_SHARE * len(article)
        and not any(speaks_of_self(each) or talks_to_forum(each) for each in article[:2])
    )


def _end(paragraphs: Sequence[Paragraph], first: int) -> int:
    """The paragraph after the article: where something else stands, or the poster speaks again to the end."""
    last = first
    limit = min(len(paragraphs), first + _MOST_PARAGRAPHS)
    while last < limit and not (ends_quotation(paragraphs[last]) or _introduces_another(paragraphs, last)):
        last += 1
    last_speech = max((n for n in range(first, last) if _SPEECH.search(paragraphs[n].own_words)), default=first)
    return next((n for n in range(last_speech + 1, last) if _is_of_poster(paragraphs[n])), last)


def _introduces_another(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether the poster introduces one more article here; an article's own `The report said:` is followed by less."""
    paragraph = paragraphs[number]
    if paragraph.words > _MOST_NEXT_INTRODUCTION_WORDS or not _introduces(paragraph):
        return False
    return _reads_as_news(paragraphs[number + 1 : number + 1 + _NEXT_ARTICLE_PARAGRAPHS], _INTRODUCED)


def _is_of_poster(paragraph: Paragraph) -> bool:
    return speaks_of_self(paragraph) or talks_to_forum(paragraph) or addresses_somebody(paragraph)


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
    own = (line for line in opening if not _BYLINE.fullmatch(line) and not find_dates(line))
    return next((line.strip("#* ") for line in own), None)


def _byline(opening: Sequence[str]) -> tuple[str, ...]:
    matches = (_BYLINE.fullmatch(line) for line in opening)
    return next((split_names(match["names"]) for match in matches if match), ())


def _stated_date(opening: Sequence[str]) -> DocumentDate | None:
    for line in opening[1:] or opening:
        found = find_dates(line)
        if found and found[0].precision is DatePrecision.DAY:
            return DocumentDate(edtf=found[0].edtf, precision=found[0].precision, stated_in="its dateline")
    return None


def _date_of_issue(cues: Sequence[Paragraph]) -> DocumentDate | None:
    """The date with which the post introduces the article: `From the Argus, 6 May 2014:`."""
    for cue in cues:
        found = find_dates(cue.text) if _FROM_PUBLICATION.fullmatch(cue.text) else ()
        if found and found[0].precision is DatePrecision.DAY:
            stated_in = "the enclosing post's introduction"
            return DocumentDate(found[0].edtf, found[0].precision, stated_in=stated_in, derived=True)
    return None


def _link_title(cue: Paragraph) -> str | None:
    words = without_link(cue)
    return words if is_link_line(cue) and len(words.split()) > 1 else None


def _publication(cues: Sequence[Paragraph], article: Sequence[Paragraph]) -> tuple[str, ...]:
    """The newspaper that the article was told things, else the one that the introduction names.

    It is given as the texts write it: `The Argus` where one of them writes `the Argus`.
    """
    text = "\n".join(paragraph.text for paragraph in article)
    named = [name for cue in cues for name in _names_in(cue)]
    told = Counter(
        name
        for match in _TOLD.finditer(text)
        if (name := _bare(match["name"])) in named or (match["the"] and not _NO_PUBLICATION.search(name))
    )
    candidates = [name for name, _ in told.most_common(1)] + named
    if not candidates:
        return ()
    name = candidates[0]
    with_article = re.search(rf"\bthe {re.escape(name)}\b", "\n".join([text, *(cue.text for cue in cues)]))
    return (f"The {name}" if with_article else name,)


def _names_in(cue: Paragraph) -> list[str]:
    """The names in an introduction that may be those of a newspaper."""
    text = without_link(cue) if is_link_line(cue) else " ".join(cue.text.split())
    return [
        name
        for match in _mentions(text)
        if is_namely(name := _bare(match["name"])) and not _NO_PUBLICATION.search(name)
    ]


def _mentions(text: str) -> Iterator[re.Match[str]]:
    yield from _PUBLICATION_DOES.finditer(text)
    yield from _IN_PUBLICATION.finditer(text)
    first = _PUBLICATION_FIRST.match(text)
    if first:
        yield first


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name)
