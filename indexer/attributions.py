"""The lines that say who is quoted: `On 6 March 2014 Ada Birch wrote:`, `Quote from: ada on 6 March`, `ada said: ↑`."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from re import IGNORECASE

_VERB = (
    r"(?:wrote|writes|said|says|posted|schrieb|schreibt|sagte|a écrit|escribió|ha scritto|scrisse|schreef|skrev"
    r"|napisał(?:\(a\))?|escreveu|kirjoitti)"
)
_ARROW = r"(?:\s*(?:↑|⇑|&uarr;)\s*(?P<tail>.{0,60}))?"
_OPENING = r"(?:On|At|Am|Den|Le|El|Il|In data|Op|Em|Dnia|W dniu)\b"
_DATED = re.compile(rf"{_OPENING}.{{0,60}}\d", IGNORECASE)
_SAYING = re.compile(
    rf"(?P<who>.+?)(?:,|(?<![\s,]))\s+{_VERB}(?:\s+(?:on|at|am|le|el|il|op|in)\b.{{0,80}}?|\s*\([^()]{{0,60}}\))?\s*:{_ARROW}",
    IGNORECASE,
)
_INVERTED = re.compile(rf"{_OPENING}.{{0,80}}?\b(?:schrieb|schreef|skrev)\s+(?P<who>\S(?:.*?\S)?)\s*:", IGNORECASE)
# Of Dutch programs, of Google's when they wrote no verb, and of Zoho's.
_OF_PROGRAMS = (
    re.compile(rf"{_OPENING}.{{0,60}}? heeft (?P<who>\S.{{0,120}}?) het volgende geschreven\s*:", IGNORECASE),
    re.compile(r"\d{4}-\d\d-\d\d \d\d?:\d\d(?: GMT[+-]\d\d:\d\d)? (?P<who>[^<>:]{1,60} <[^<>\s]{3,180}>):"),
    re.compile(r"-{2,8} On .{10,50}\d (?P<who>\S.{0,120}) wrote -{2,8}"),
)
_BOX_TITLES = (
    re.compile(
        r"(?:quote|zitat) (?:from|von):?\s+(?P<who>\S.*?)(?:(?<!\s)\s+(?:on|am)\s+.{0,60}\d.{0,30})?:?", IGNORECASE
    ),
    re.compile(r"originally (?:posted|written) by:?\s+(?P<who>\S.*?)(?:(?<!\s)\s+view post)?:?", IGNORECASE),
    re.compile(r"quote\s?\((?P<who>[^@()]+?)(?:@.*)?\):?", IGNORECASE),
)
_BOX_WORD = re.compile(r"quote|zitat|originally|cit|cyt", IGNORECASE)
_UNNAMED = re.compile(r"(?:quote|zitat|citation|cita|citaat|citat|cytat)\s*:?", IGNORECASE)
_AFTER_DATE = re.compile(
    rf"{_OPENING}.*\d(?:st|nd|rd|th)?(?!\w)(?:\s?[ap]\.?m\b\.?)?(?:\s*Uhr)?"
    r"(?:\s*\(?(?:[A-Z]{3,5}|[A-Z]\w+/\w+)\)?(?=\s*,))?(?:\s*,)?\s+(?P<who>\S.*)",
    IGNORECASE,
)
_AFTER_REFERENCE = re.compile(r"In (?:message|article|reply to)\s+<[^>]*>,?\s+(?P<who>\S.*)", IGNORECASE)
_ADDRESS = re.compile(r"(?<!\s)\s*(?:<[^<>]*>|\[mailto:[^\[\]]*\]|\((?=[^()]*(?:@| at ))[^()]*\))")
_MARKS_AROUND = " \t,;:\"'“”„«»*_|"
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "one", "somebody", "someone"})
_OPENERS = frozenset({"this", "that", "these", "those", "as", "and", "but", "so", "then", "what", "when", "where"})
_SMALL_WORDS = frozenset({"also", "his", "her", "my", "our", "their", "in", "if", "for", "to", "of", "with", "dear"})
_NO_NAMES = _PRONOUNS | _OPENERS | _SMALL_WORDS
_MOST_CHARS = 240
_MOST_WORDS = 6
_MOST_NAME_CHARS = 60
_INLINE = re.compile(rf"(?P<who>[^:]{{1,{_MOST_NAME_CHARS}}}?)\s+(?:wrote|said|schrieb):\s+(?P<rest>\S.*)")
_NO_PART_OF_NAME = re.compile(r"[?!;…]|\.\s+[a-z]|,.*,|https?:")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line, or a few, above a quotation. `quoted`: the name, None where it says only that something is quoted.

    `certain`: forum software writes it, and people hardly do. `dated`: it begins with a date.
    """

    quoted: str | None
    certain: bool = False
    dated: bool = False


def read_attribution(words: str) -> Attribution | None:
    """What a line says that stands above quoted words; None where it says nothing of the sort, or is too long to."""
    if len(words) > _MOST_CHARS or not (":" in words or _BOX_WORD.match(words)):
        return None
    for pattern in _BOX_TITLES:
        match = pattern.fullmatch(words)
        if match and (who := _name(match["who"])):
            return Attribution(who, certain=True)
    if _UNNAMED.fullmatch(words):
        return Attribution(None)
    dated = _DATED.match(words) is not None
    for pattern in (*_OF_PROGRAMS, _INVERTED, _SAYING):
        match = pattern.fullmatch(words)
        if match:
            who = _name(match["who"])
            arrow = match.groupdict().get("tail") is not None
            return Attribution(who, certain=arrow, dated=dated) if who or dated else None
    return None


def read_box_title(words: str, people: Container[str]) -> Attribution | None:
    """The same for the first line of a quotation's own box, where one of `people` and a colon are enough."""
    alone = words.removesuffix(":")
    return Attribution(alone) if alone != words and alone in people else read_attribution(words)


def read_inline(words: str) -> tuple[str, str] | None:
    """Name and words of `ada wrote: It leaks.` on one line."""
    match = _INLINE.match(words) if ":" in words else None
    who = _name(match["who"]) if match else None
    return (who, match["rest"]) if match and who else None


def _name(written: str) -> str | None:
    """The name alone, without date and address; the address where there is nothing else; None where it is no name."""
    address = re.search(r"[^\s<>()\[\]:]+@[^\s<>()\[\]]+", written)
    referring = _AFTER_REFERENCE.fullmatch(written)
    text = _ADDRESS.sub("", referring["who"] if referring else written).strip()
    if dated := _AFTER_DATE.fullmatch(text):
        text = dated["who"]
    if re.match(_OPENING, text) and "," in text:
        text = text.rpartition(",")[2]
    name = " ".join(text.split()).strip(_MARKS_AROUND)
    if not name and address:
        return address[0]
    return name if _reads_as_name(name) else None


def _reads_as_name(name: str) -> bool:
    words = name.lower().split()
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _MOST_NAME_CHARS or _NO_PART_OF_NAME.search(name):
        return False
    return words[0] not in _NO_NAMES and words[-1] not in _NO_NAMES and any(map(str.isalnum, name))
