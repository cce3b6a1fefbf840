"""Letters pasted into a post: an introducing line, the letter, and what shows that it is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import DOTALL, IGNORECASE

from indexer.date_places import DATELINE
from indexer.segmenters.letters.datelines import read_dateline
from indexer.segmenters.letters.marks import is_postscript
from indexer.segmenters.letters.salutations import read_salutation
from indexer.segmenters.letters.signatures import signers
from indexer.segmenters.letters.valedictions import read_valediction
from indexer.segmenters.quoted.paragraphs import (
    Paragraph,
    PostText,
    is_link_line,
    is_rule,
    word_count,
)
from indexer.segmenters.quoted.people import Correspondence, correspondence_in, recipients_in
from search.model import DatePrecision, DocumentDate

_OPEN_LETTER = re.compile(r"\b(?:open|joint|public)\s+letter\b", IGNORECASE)
_PRESENTS = re.compile(
    r"\b(?:text|wording|copy|contents?) of\b.{0,80}\bletter\b"
    r"|\bletter\b.{0,120}\b(?:as follows|follows|below|in full|reads?|goes|runs|says)\b"
    r"|\b(?:here(?:['’]s| is)|this is|below is)\b.{0,60}\bletter\b|\bthe following\s+(?:\w+\s+)?letter\b",
    IGNORECASE | DOTALL,
)
_SENDS = re.compile(
    r"\b(?:sen[dt]|sending|wrote|written|writing|circulat\w+|publish\w*|issu(?:ed|ing)|released|releasing|sign(?:ed|ing)"
    r"|received|got|posted|drafted|delivered|launched)\b.{0,80}\bletter\b"
    r"|\bletter\b.{0,80}\b(?:sent|wrote|written|received|published|posted|delivered)\b",
    IGNORECASE | DOTALL,
)
_HEADS = re.compile(r"(?:(?:the|our|an?|their)\s+)?(?:open|joint|public)\s+letter\b[^.]{0,100}:$", IGNORECASE)
_REFERS_BACK = re.compile(
    r"(?:here|it|this|the (?:full |whole )?text)\b.{0,60}\b(?:in full|as follows|below|it is|reads?)\b.*:$", IGNORECASE
)
_INTRODUCTION_ENDS = (":", ".")
_REFERRED_TO = 2
"""How many paragraphs before it an introduction may refer back to."""
_MOST_INTRODUCTION_WORDS = 45
_FEWEST_WORDS = 40
_FEWEST_UNADDRESSED_WORDS = 60
_SALUTATION_WITHIN = 4
_MOST_AFTERWORD_WORDS = 60
_MOST_SIGNATURE_LINE_WORDS = 12


@dataclass(frozen=True, slots=True)
class QuotedLetter:
    """A letter on the paragraphs [first, last) of a post; `date` only where the letter itself has a dateline."""

    first: int
    last: int
    title: str
    authors: tuple[str, ...]
    signatories: tuple[str, ...]
    recipients: tuple[str, ...]
    date: DocumentDate | None


def find_letter(post: PostText, number: int) -> QuotedLetter | None:
    """The letter that the paragraph at `number` announces, or None where it announces none."""
    paragraphs = post.paragraphs
    if not paragraphs[number].text.endswith(_INTRODUCTION_ENDS) or not _speaks_of_letter(paragraphs, number):
        return None
    first = number + 1
    if first < len(paragraphs) and (is_rule(paragraphs[first]) or is_link_line(paragraphs[first])):
        first += 1
    announcement = _announcement(paragraphs, number)
    if first == len(paragraphs) or not _introduces(announcement, greeted=_greets(paragraphs[first])):
        return None
    opening = paragraphs[first : first + _SALUTATION_WITHIN]
    salutation = next((position for position, each in enumerate(opening) if _greets(each)), None)
    body = paragraphs[first : post.before_break(first + (salutation or 0) + 1)]
    length, signature = _end(body, after=salutation or 0)
    letter = body[:length]
    if not _reads_as_letter(letter, announcement, addressed=salutation is not None or bool(signature)):
        return None
    told = correspondence_in(each.text for each in reversed(paragraphs[:first]))
    signed = signers(signature)
    parties = Correspondence(_authors(told.authors, signed), told.recipients or _greeted(body, salutation))
    introduction = f"{paragraphs[number].text} {announcement}"
    return QuotedLetter(
        first=first,
        last=first + length,
        title=_heading(letter, salutation) or _described(introduction, parties),
        authors=parties.authors,
        signatories=tuple(name for name in signed if name not in parties.authors),
        recipients=parties.recipients,
        date=_date(letter[:_SALUTATION_WITHIN]),
    )


def _speaks_of_letter(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether the word stands in a paragraph, or in those before it that it may refer back to; in most it does not."""
    return any("letter" in each.text.lower() for each in paragraphs[max(0, number - _REFERRED_TO) : number + 1])


def _announcement(paragraphs: Sequence[Paragraph], number: int) -> str:
    """The last sentence of a paragraph; what only refers back (`Here it is in full:`) names the letter it refers to."""
    sentence = paragraphs[number].last_sentence
    before = paragraphs[max(0, number - _REFERRED_TO) : number]
    if _REFERS_BACK.match(sentence) and any(_OPEN_LETTER.search(each.text) for each in before):
        return f"The open letter: {sentence}"
    return sentence


def _introduces(sentence: str, *, greeted: bool) -> bool:
    """Whether a sentence presents a letter; one without a colon needs a salutation below, or more plain words."""
    if len(sentence.split()) > _MOST_INTRODUCTION_WORDS:
        return False
    presents = _PRESENTS.search(sentence) is not None
    if sentence.endswith(":"):
        return presents or bool(_SENDS.search(sentence) or _HEADS.match(sentence))
    if sentence.endswith("."):
        return presents and (greeted or _OPEN_LETTER.search(sentence) is not None)
    return False


def _reads_as_letter(letter: Sequence[Paragraph], sentence: str, *, addressed: bool) -> bool:
    """Whether there is enough of it; if neither greeting nor closing shows a letter, its introduction must."""
    if addressed:
        return word_count(letter) >= _FEWEST_WORDS
    presented = _OPEN_LETTER.search(sentence) or _PRESENTS.search(sentence)
    return presented is not None and word_count(letter) >= _FEWEST_UNADDRESSED_WORDS


def _authors(told: tuple[str, ...], signed: tuple[str, ...]) -> tuple[str, ...]:
    """As the post tells, in the full form if the letter is signed with that; else the first who signs."""
    if not told:
        return signed[:1]
    return tuple(next((full for full in signed if name in full), name) for name in told)


def _greets(paragraph: Paragraph) -> bool:
    return read_salutation(_first_line(paragraph)) is not None


def _greeted(body: Sequence[Paragraph], salutation: int | None) -> tuple[str, ...]:
    greeting = read_salutation(_first_line(body[salutation])) if salutation is not None else None
    return recipients_in(greeting.whom) if greeting and greeting.whom else ()


def _end(body: Sequence[Paragraph], after: int) -> tuple[int, tuple[str, ...]]:
    """How many paragraphs belong to the letter, and the lines of its signature, looked for below `after`."""
    for number in range(after + 1, len(body)):
        lines = body[number].text.split("\n")
        closing = next((n for n, line in enumerate(lines) if read_valediction(line.strip())), None)
        if closing is not None:
            return _signed_end(body, number, lines[closing:])
    return _before_afterword(body), ()


def _signed_end(body: Sequence[Paragraph], number: int, lines: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The end after a closing line and the names below it."""
    valediction = read_valediction(lines[0].strip())
    signature = [*([valediction.signer] if valediction and valediction.signer else []), *lines[1:]]
    last = number + 1
    while last < len(body) and _is_signature(body[last], first=not signature):
        signature.extend(body[last].text.split("\n"))
        last += 1
    while last < len(body) and is_postscript(body[last].text):
        last += 1
    return last, tuple(line.strip() for line in signature)


def _is_signature(paragraph: Paragraph, *, first: bool) -> bool:
    """Whether a paragraph below a closing names who signed; the first one may have any form that is no sentence."""
    lines = [line.strip() for line in paragraph.text.split("\n")]
    if any(len(line.split()) > _MOST_SIGNATURE_LINE_WORDS or line.endswith(("!", "?")) for line in lines):
        return False
    if paragraph.speaks_of_self or paragraph.talks_to_forum:
        return False
    return bool(signers(lines)) or (first and not paragraph.text.endswith("."))


def _before_afterword(body: Sequence[Paragraph]) -> int:
    """Where the poster's own words below an unsigned letter begin: they say `I` where the letter never does, or
    speak to the forum, and stay short to the end of the post.
    """
    first_self = next((number for number, each in enumerate(body) if each.speaks_of_self), len(body))
    last_long = max((number for number, each in enumerate(body) if each.words > _MOST_AFTERWORD_WORDS), default=0)
    after_letter = range(max(1, last_long + 1), len(body))
    return next((number for number in after_letter if number == first_self or body[number].talks_to_forum), len(body))


def _date(opening: Sequence[Paragraph]) -> DocumentDate | None:
    for paragraph in opening:
        for line in paragraph.text.split("\n"):
            parsed = read_dateline(line.strip())
            if parsed and parsed.precision is not DatePrecision.YEAR:
                return parsed.stated_in(DATELINE)
    return None


def _heading(letter: Sequence[Paragraph], salutation: int | None) -> str | None:
    """A short line without a full stop above the salutation, as `Open letter on the closure of the library`."""
    above = letter[: salutation if salutation is not None else 1]
    titles = (
        each.text
        for each in above
        if each.words <= _MOST_SIGNATURE_LINE_WORDS
        and "\n" not in each.text
        and not each.text.endswith((".", ":", ","))
        and read_dateline(each.text) is None
    )
    return next(titles, None)


def _described(introduction: str, correspondence: Correspondence) -> str:
    """A title for a letter without a heading."""
    what = "Open letter" if _OPEN_LETTER.search(introduction) else "Letter"
    sender = f" from {' and '.join(correspondence.authors)}" if correspondence.authors else ""
    recipients = f" to {', '.join(correspondence.recipients)}" if correspondence.recipients else ""
    return f"{what}{sender}{recipients}"


def _first_line(paragraph: Paragraph) -> str:
    return paragraph.text.split("\n", 1)[0].strip()
