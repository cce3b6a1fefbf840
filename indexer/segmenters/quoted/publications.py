"""The newspaper that an article is from, as the post that quotes it and the article itself name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from re import IGNORECASE

from indexer.segmenters.quoted.paragraphs import Paragraph, is_link_line, without_link
from indexer.segmenters.quoted.people import NAME, is_namely

_DAY = (
    r"(?i:today|yesterday|this (?:week|morning|evening)|last (?:week|night)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]s"
)
_IN_PUBLICATION = re.compile(rf"\b(?i:in|from|by|on|via|see)\s+(?:the\s+|{_DAY}\s+)?(?P<name>{NAME})")
_PUBLICATION_DOES = re.compile(
    rf"(?P<name>{NAME})\s+(?i:story|article|reports?|reported|piece|coverage|website|says|ran|published|has|carries|writes)\b"
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
_MOST_LABEL_WORDS = 8


def names_publication(sentence: str) -> bool:
    """Whether a sentence does nothing but name a newspaper as the origin: `From the Argus, 6 May 2014:`."""
    return _FROM_PUBLICATION.fullmatch(sentence) is not None


def is_publication_label(line: str) -> bool:
    """Whether a line is the name of a newspaper with what it has: `Argus article`."""
    return len(line.split()) <= _MOST_LABEL_WORDS and _PUBLICATION_DOES.fullmatch(line) is not None


def publication_of(cues: Sequence[Paragraph], article: Sequence[Paragraph]) -> tuple[str, ...]:
    """The newspaper as the one author, or no author: the one that people told things, else the one introduced.

    It is given as the texts write it: `The Argus` where one of them writes `the Argus`.
    """
    text = "\n".join(paragraph.text for paragraph in article)
    named = [name for cue in sorted(cues, key=is_link_line, reverse=True) for name in _names_in(cue)]
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
    if first and len(text.split()) <= _MOST_LABEL_WORDS:
        yield first


def _bare(name: str) -> str:
    return re.sub(rf"^(?:[Tt]he|{_DAY})\s+", "", name)
