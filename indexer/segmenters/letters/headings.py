"""Headings of letters: `Letter from X to Y, dated 3 May 1891`, `XII. Abel to Bird`, `TO SIR HENRY COLE.`"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from indexer.dates import ParsedDate, find_dates
from indexer.segmenters.letters.names import GROUP, clean_name, is_name
from indexer.segmenters.letters.vocabulary import NO_RECIPIENTS, NO_SENDERS


class Form(StrEnum):
    """How a heading is made; a collection keeps to one form."""

    WORDED = "letter from X to Y"
    EXCHANGE = "X to Y"
    RECIPIENT = "to Y"


@dataclass(frozen=True, slots=True)
class LetterHeading:
    """What a heading states.

    `date_phrase`: the words that state the date. `certain`: nothing but a letter is headed so; else the
    heading counts only together with a salutation, a dateline or others of its form. `has_article`: what stands
    between the names (`Abel an Bird`) would be an article in an English title (`The Ferry Makes a Stop`).
    """

    form: Form
    words: str
    sender: str | None
    recipient: str | None
    date: ParsedDate | None = None
    date_phrase: str = ""
    certain: bool = False
    has_article: bool = False


_LONGEST_CHARS = 220
_NUMBER = r"(?:(?:(?i:no|n°|nr|letter)\.?\s*)?(?:\d{1,4}|[IVXLCDM]{1,8})\s?[.):—–-]?\s+)"
_LETTER_WORD = (
    r"(?:letters?|reply|replies|response|answer|memorandum|memo|telegram|note|message|epistle|d[ei]spatch|e-?mail)"
)
_REPLY_WORD = re.compile(r"\b(?:reply|replies|response|answer|note|message)\b", re.IGNORECASE)
# `Abel an Bird`, `Abel à Bird`: German, French, Spanish, Italian and Dutch.
_TO_ABROAD = r"(?:an|à|au|a|al|alla|aan)"
_POSSIBLE = re.compile(rf"\b(?:to|{_TO_ABROAD})\b|{_LETTER_WORD}", re.IGNORECASE)
_WORDED = re.compile(rf"(?P<before>.*?)\b{_LETTER_WORD}\b(?P<after>.*)", re.IGNORECASE)
# Where a name ends inside a heading.
_STOP = (
    r"(?=\s+(?:from|to|on|about|regarding|concerning|re)\s|,?\s+dated?\b|,?\s+sent\b|,\s+\d|\s+\(|\s*:|"
    r"\s+[–—-]+\s|\s+\|\s|\.?$)"
)
_FROM = re.compile(rf"\bfrom\s+(?P<name>\S.*?){_STOP}", re.IGNORECASE)
_TO = re.compile(rf"\bto\s+(?P<name>\S.*?){_STOP}", re.IGNORECASE)
# `Reply (by post) to the Council`, but not `a reply that led to the Council`.
_JOINED = re.compile(r"\s*(?:\([^)]*\)\s*|\w+\s+)?(?:from|to|dated?|of|sent)\b|\s*[,(]|\s*$", re.IGNORECASE)
_NAMEABLE = re.compile(r"(?:the|all|our|a|an|every|his|her|their|my|members|[A-Z\d“\"]\S*)\b|[A-Z]")
_POSSESSIVE = re.compile(r"(?P<name>\S.*?)(?:[’']s|(?<=s)[’'])(?:\s+(?:\w+\s+){0,3})?$")
_ADJECTIVES = re.compile(
    r"^(?:(?:the|a|an|our|my|their|this|that|his|her|your|open|joint|first|second|third|further|full|text|of|public|private|original|covering|"
    r"follow-up|official)\b\s*)+",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    rf"{_NUMBER}?(?:From\s+|FROM\s+)?(?P<sender>\S.*?)(?<!\s)\s+(?:to|TO|(?P<abroad>{_TO_ABROAD}))\s+(?P<recipient>\S.*?)[.:]?(?:\[\d+\]|\*)?"
)
_ARTICLES = frozenset({"a", "an"})
_OF_A_TITLE = re.compile(r"\s(?:in|on|at|by|with|about)\s", re.IGNORECASE)
_RECIPIENT = re.compile(rf"(?P<number>{_NUMBER})?T[Oo]\s+(?P<recipient>\S.*?)(?P<end>[.:]?)(?:\[\d+\]|\*)?")
_FOOTNOTE_MARKS = re.compile(r"\[\d{1,3}\]")
_NUMERAL = re.compile(r"\[?(?:(?:no|letter)\.?\s*)?(?:\d{1,4}|[IVXLCDM]{1,8})[.)]?\]?", re.IGNORECASE)


def is_numeral(words: str) -> bool:
    """True for a number that stands alone above a letter."""
    return _NUMERAL.fullmatch(words) is not None


def read_heading(words: str) -> LetterHeading | None:
    """The heading of a letter that a line is, or None."""
    words = _FOOTNOTE_MARKS.sub("", words)
    if len(words) > _LONGEST_CHARS or words.endswith(("?", "!")) or _POSSIBLE.search(words) is None:
        return None
    return _worded(words) or _recipient_only(words) or _exchange(words)


def _worded(words: str) -> LetterHeading | None:
    match = _WORDED.fullmatch(words)
    # A sentence that mentions a letter is no heading.
    if match is None or re.search(r"\w{2,}[.;](?:\s|$)", words) or len(words.split()) > 24:
        return None
    before, after = match["before"], match["after"].partition(":")[0]
    if _JOINED.match(after) is None or re.search(r"\b(?:in|by|no|without)\s+$", before, re.IGNORECASE):
        return None
    recipient, (date, phrase) = _named(_TO, after), _date_in(after)
    sender = _named(_FROM, after) or _sender_before(before, alone=recipient is None and date is None)
    if recipient is not None and not is_name(recipient) and sender is None and _REPLY_WORD.search(words):
        recipient = None  # `Response to the consultation` addresses nobody
    if sender is None and recipient is None and date is None:
        return None
    certain = (sender is not None and recipient is not None) or (date is not None and bool(sender or recipient))
    certain = certain and words[0].isupper()
    return LetterHeading(Form.WORDED, words, sender, recipient, date, phrase, certain)


def _named(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    name = clean_name(GROUP.sub("", match["name"])) if match and _NAMEABLE.match(match["name"]) else ""
    return name if name and len(name.split()) <= 12 else None


def _sender_before(before: str, *, alone: bool) -> str | None:
    """`MLT` of `MLT letter to …`, `the Council` of `The Council’s reply`; only the latter says enough alone."""
    possessive = _POSSESSIVE.fullmatch(before.strip())
    if alone and possessive is None:
        return None
    name = _ADJECTIVES.sub("", possessive["name"] if possessive else before.strip())
    name = re.sub(r"\s+(?:open|joint|second|further|full|first)$", "", name, flags=re.IGNORECASE)
    return clean_name(name) if name and is_name(name) and len(name.split()) <= 8 else None


def _date_in(text: str) -> tuple[ParsedDate | None, str]:
    found = find_dates(text)
    if len(found) != 1:
        return None, ""
    date = found[0]
    dated = re.search(r"\b(?:dated?|sent|written)\s+(?:on\s+)?(?:the\s+)?$", text[: date.start], re.IGNORECASE)
    phrase = text[dated.start() if dated else date.start : date.end].strip()
    return ParsedDate(date.edtf, date.precision), phrase


def _exchange(words: str) -> LetterHeading | None:
    match = _EXCHANGE.fullmatch(words)
    if match is None:
        return None
    sender, recipient = match["sender"], match["recipient"]
    # In capitals every word looks like a name, so there it has to be short.
    most_words = 4 if words.isupper() else 6
    if _OF_A_TITLE.search(sender) or _is_button(sender, recipient):
        return None
    if "--" in words or not all(is_name(each) and len(each.split()) <= most_words for each in (sender, recipient)):
        return None
    has_article = match["abroad"] in _ARTICLES
    return LetterHeading(Form.EXCHANGE, words, clean_name(sender), clean_name(recipient), has_article=has_article)


def _is_button(sender: str, recipient: str) -> bool:
    """`Subscribe to Newsletter`, `Post to Facebook`, `Welcome to Mill Lane`."""
    first, last = sender.split()[0].lower(), recipient.split()[-1].lower()
    return first in NO_SENDERS or last in NO_RECIPIENTS


def _recipient_only(words: str) -> LetterHeading | None:
    """`TO BIRD.`, `To Mrs. Bell, in St. Louis:`, `12. To his sister`."""
    match = _RECIPIENT.fullmatch(words)
    whole_name = match is not None and words.startswith("To the ") and is_name(clean_name(match["recipient"]))
    if match is None or not (match["end"] or match["number"] or words.isupper() or whole_name):
        return None
    whom = re.sub(r",\s+(?:in|at)\s+[^,]*$", "", match["recipient"])
    introduces = match["end"] == ":" and any(word[0].isupper() for word in whom.split())
    if len(whom.split()) > 16 or not (is_name(whom) or is_name(clean_name(whom)) or introduces):
        return None
    return LetterHeading(Form.RECIPIENT, words, None, clean_name(whom))
