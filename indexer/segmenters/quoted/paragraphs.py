"""The paragraphs of a post, and in whose voice each speaks: a quoted text's, or the poster's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import IGNORECASE

from indexer.readers.text import text_blocks
from indexer.structure import RULE_MARKS

_AFTER_COLON = re.compile(r":[^\S\n]*\n\s*")
_QUOTATION = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘(?:[^’]|’(?=\w))*(?:’|$)|(?<!\w)'(?:[^']|'(?=\w)){1,400}'(?!\w)|«[^»]*(?:»|$)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|mine|me|myself|im|ive)\b")
_ADDRESSING = re.compile(r"\b(?:we|us|our|ours|you|your|yours|we['’]\w+|you['’]\w+)\b", IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|according to|spokes(?:man|woman|person))\b", IGNORECASE)
_FORUM_TALK = re.compile(
    r"\b(?:thoughts|anyone|any ideas|has anybody|what do (?:you|people|others) (?:all )?(?:think|make)|folks|lol|imho"
    r"|see you (?:all )?there|imo|fwiw|let me know|hope (?:this|that) helps|well worth|good luck"
    r"|please (?:share|sign|repost|circulate|forward|pass (?:it|this) on|spread the word))\b|[:;]-?[)(D]|:\w+:",
    IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\]\([^)\]\s]+\)|(?<!\S)\S{0,300}\s?(?:\.\.\.|…)\s?-?\S+$", IGNORECASE)
_LINK_MARKS = ("://", "www.", "](", "...", "…")
_MARKED_QUOTE = re.compile(r">|\[/?quote\b|quote:$|.{1,60}\b(?:wrote|said):$", IGNORECASE)
_CONTACT = re.compile(
    r"(?:for|to get|to find out) (?:any )?(?:more|further)(?: information| details| info)?\b.{0,60}"
    r"\b(?:contact|call|e-?mail|visit|see|ring)\b.*"
    r"|(?:for more information|more info(?:rmation)?|contacts?(?: us)?|press contact|media enquiries)\s*:.*",
    IGNORECASE,
)
_SOURCE_NOTE = re.compile(
    r"(?:source|via|link|original(?: article| story)?|full (?:story|article|text)"
    r"|read (?:more|the (?:rest|full|whole)\b.*))\s*(?:here|at|:|$).*"
    r"|(?:©|copyright\b).*"
    r"|\[?(?:end(?:s)?|end of (?:the )?(?:open )?(?:letter|article|story|quote))\]?\.?",
    IGNORECASE,
)
_RULE = re.compile(rf"[{RULE_MARKS}#\s]{{3,}}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_MOST_QUOTED_PARAGRAPHS = 300
_MOST_LINK_WORDS = 12
_MOST_LINK_CHARS = 300
_MOST_CONTACT_WORDS = 25
_MOST_EXCLAMATION_WORDS = 8


@dataclass(frozen=True)
class Paragraph:
    """`text` lies at [start, end) of the source's text; its lines are joined as they stand there.

    What its voice shows is worked out once and kept: a paragraph is looked at for every introduction above it.
    """

    text: str
    start: int
    end: int

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def last_sentence(self) -> str:
        """What stands after its last sentence but one: that introduces what stands below it."""
        return _SENTENCE_END.split(self.text)[-1]

    @cached_property
    def shows_link(self) -> bool:
        """Whether it is short and holds a link."""
        if len(self.text) > _MOST_LINK_CHARS or self.words > _MOST_LINK_WORDS:
            return False
        # Most short lines have nothing that a link has; to look for it is a fraction of the expression's time.
        return any(mark in self.text.lower() for mark in _LINK_MARKS) and _LINK.search(self.text) is not None

    @cached_property
    def own_words(self) -> str:
        """Its text without what stands in quotation marks."""
        return _QUOTATION.sub(" ", self.text)

    @cached_property
    def reports_speech(self) -> int:
        """How often it reports what somebody said, in its own words, as news does."""
        return len(_SPEECH.findall(self.own_words))

    @cached_property
    def speaks_of_self(self) -> bool:
        """Whether it says `I` or `my` in its own words, as a poster does and a report does not."""
        return _FIRST_PERSON.search(self.own_words) is not None

    @cached_property
    def addresses_somebody(self) -> bool:
        """Whether it says `we` or `you` in its own words."""
        return _ADDRESSING.search(self.own_words) is not None

    @cached_property
    def talks_to_forum(self) -> bool:
        """Whether it speaks as people do to the others of a forum (`thoughts?`, `see you there`, `Typical!`)."""
        own_words = self.own_words.strip()
        exclaims = own_words.endswith("!") and self.words <= _MOST_EXCLAMATION_WORDS
        return exclaims or _FORUM_TALK.search(own_words) is not None


@dataclass(frozen=True, slots=True)
class PostText:
    """A post as paragraphs. `breaks` gives, in order, the numbers of those with which no quoted text goes on.

    It is asked only where something introduces a quoted text, which most posts have nowhere.
    """

    paragraphs: Sequence[Paragraph]
    breaks: Callable[[], Sequence[int]]

    def before_break(self, first: int) -> int:
        """The first break from paragraph `first` on, not further than a quoted text is long, or the end of the post."""
        breaks = self.breaks()
        position = bisect_left(breaks, first)
        next_break = breaks[position] if position < len(breaks) else len(self.paragraphs)
        return min(next_break, first + _MOST_QUOTED_PARAGRAPHS)


def paragraphs_of(text: str, start: int, end: int) -> list[Paragraph]:
    """The paragraphs of `text[start:end]`; a line that ends with a colon ends one, since it may introduce the next."""
    return [
        Paragraph(text=text[first:last], start=first, end=last)
        for block in text_blocks(text[start:end])
        for first, last in _parted(text, start + block.start, start + block.end)
    ]


def is_link_line(paragraph: Paragraph) -> bool:
    """A short line that is a link, or shows one that the forum software cut (`Argus story - ... -bridge`)."""
    return paragraph.shows_link


def without_link(paragraph: Paragraph) -> str:
    """The words of a link line beside its link."""
    words = _LINK.sub(" ", paragraph.text).strip(" \n-–—:|[]()*•")
    return " ".join(words.split())


def ends_quotation(paragraph: Paragraph) -> bool:
    """A line that is no part of the text quoted above it: a contact, a link, a source, a rule, another quotation."""
    first_line = paragraph.text.split("\n", 1)[0]
    if _MARKED_QUOTE.match(first_line) or _RULE.fullmatch(paragraph.text) or _SOURCE_NOTE.fullmatch(first_line):
        return True
    if _CONTACT.fullmatch(first_line) and paragraph.words <= _MOST_CONTACT_WORDS:
        return True
    return is_link_line(paragraph)


def is_rule(paragraph: Paragraph) -> bool:
    """A line of dashes or the like."""
    return _RULE.fullmatch(paragraph.text) is not None


def word_count(paragraphs: Sequence[Paragraph]) -> int:
    """The words of all of them."""
    return sum(paragraph.words for paragraph in paragraphs)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _AFTER_COLON.finditer(text, start, end):
        yield start, match.start() + 1
        start = match.end()
    yield start, end
