"""Salutations: the words that open a letter and, often, name whom it addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.segmenters.letters.names import GROUP, clean_name, eased_capitals, is_name
from indexer.segmenters.letters.vocabulary import GREETED_WITHOUT_NAME

_DEAR = (
    r"(?:(?:my|our|mon|ma|mes|mein[e]?)\s+)?(?:(?:very|most|ever|own|so|tr[eè]s|bien|sehr)\s+)*"
    r"(?:dear(?:est)?|cher|ch[eè]re|chers|ch[eè]res|geehrter?|geehrte[ns]?|lieber?|liebe[sn]?|verehrter?|"
    r"(?:hoch)?(?:verehrte|geehrte)[rsn]?|wertes?r?|werthe[rsn]?|th?eure[rsn]?|"
    r"estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|car(?:issim)?[oaie]|gentil(?:e|issim[oa])|egregi[oa]|"
    r"(?:illustr|stimat|amat)issim[oa]|honou?red|esteemed|respected|beloved)\b"
)
_OTHER_ADJECTIVE = r"(?:my|our)\s+(?:(?:very|most)\s+)*(?:good|excellent|worthy|old|kind|young)\b"
_STANDING = (
    r"(?:sirs?|madam|gentlemen|(?:dear\s+)?mr\.?\s+editor|messrs\.?\s+editors|a\s+chara|ladies(?:\s+and\s+gentlemen)?|(?:dear\s+)?sir\s+or\s+madam|my\s+lords?|my\s+lady|"
    r"your\s+(?:excellency|grace|majesty|honou?r|lordship|(?:royal\s+|imperial\s+)?highness|holiness)|"
    r"reverend\s+(?:sir|father|mother)|messieurs|monsieur|madame|mesdames|mademoiselle|"
    r"(?:comrades|friends|brethren|colleagues)|to\s+whom\s+it\s+may\s+concern|to\s+the\s+editors?\b[^.,:;]{0,40})"
)
_DASH = r"(?:--|—|–)"
_ALONE = re.compile(
    rf"(?:{_DEAR}(?P<whom>[^.?!;]{{0,100}}?|[^?!;]{{0,60}}\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Hon)\.[^.?!;]{{0,60}}?)"
    rf"|{_OTHER_ADJECTIVE}(?P<other>[^.?!;]{{0,60}}?)|{_STANDING})\s*(?:[,:!]\s*{_DASH}?|{_DASH}|[.]{_DASH})",
    re.IGNORECASE,
)
_BARE = re.compile(r"Dear(?P<whom>(?:\s+[A-Z][\w’'.-]*){1,6}\s*)")
_INLINE = re.compile(
    rf"(?:{_DEAR}(?P<whom>(?:\s(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Hon|Messrs)\.)?[^.?!;:,—]{{0,60}}?(?:,?\s[A-Z]\.)*)|{_OTHER_ADJECTIVE}(?P<other>[^.?!;:,—]{{0,60}}?)|{_STANDING})"
    rf"\s*[,.:!]?\s?{_DASH}(?=\s?\S)",
    re.IGNORECASE,
)
# `Dear Bird, This is a secret`: the comma ends the salutation only where a sentence begins after it.
_INLINE_COMMA = re.compile(r"(?i:(?:my\s+)?dear(?:est)?)(?P<whom>(?:\s[A-Z][\w’'.-]*){1,5}\s?),\s+(?=[A-Z“\"])")
_IN_PRINT = (
    r"(?:(?:(?:my\s+)?dear\s+)?(?:sirs?|madam|sir\s+or\s+madam|mr\.?\s+editor|messrs\.?\s+editors)|"
    r"gentlemen|a\s+chara)\b"
)
# `Sir, - Your report`, `Gentlemen: We have`, as newspapers run them in with the text.
_INLINE_PRINTED = re.compile(
    rf"(?i:{_IN_PRINT})"
    r"(?:\s?[,.:;]\s?-\s?(?=\S)|:\s+(?=[A-Z“\"]))"
    rf"|(?i:editors?)(?:,?\s[A-Z][\w’']*){{1,4}}:\s?{_DASH}"
)
_RUN_IN = re.compile(rf"{_IN_PRINT}\s?[,.:;]?\s?(?:{_DASH}|-\s)", re.IGNORECASE)
_TO_THE_EDITOR = re.compile(r"to the editors?(?P<paper>[ ,][^.!?:;]{1,60})?[.,:]?", re.IGNORECASE)
_NOT_A_SALUTATION = re.compile(r"dear\s+(?:me|oh|god|lord|heavens|life)\b", re.IGNORECASE)
_LONGEST_ALONE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Salutation:
    """`whom`: whom it names, None for `Dear Sir`. `alone`: nothing else stands in its line.

    `certain`: False for `Sir: I saw it`, which may as well be who speaks.
    """

    whom: str | None
    alone: bool
    certain: bool = True


def read_salutation(line: str) -> Salutation | None:
    """The salutation with which a line begins, or None."""
    if not line[:1].isupper() or _NOT_A_SALUTATION.match(line):
        return None
    inline = _INLINE_COMMA.match(line)
    goes_on = inline is not None and not is_name(line[inline.end() :].rstrip(" ,:!-—"))
    if len(line) <= _LONGEST_ALONE_CHARS and not goes_on:
        match = _ALONE.fullmatch(line) or _BARE.fullmatch(line)
        if match is not None:
            return Salutation(_addressee(match), alone=True)
    match = _INLINE.match(line) or inline
    if match is not None:
        return Salutation(_addressee(match), alone=False)
    return Salutation(None, alone=False, certain=False) if _INLINE_PRINTED.match(line) else None


def is_to_the_editor(line: str) -> bool:
    """True for `To the Editor of the Argus`, which newspapers print between a headline and the letter."""
    line = line.strip("*_")
    match = _TO_THE_EDITOR.fullmatch(line)
    return match is not None and line[0].isupper() and (match["paper"] is None or is_name(f"Editor{match['paper']}"))


def opens_printed_letter(line: str) -> bool:
    """True for what newspapers print right below the headline of a letter: `Sir,—Your report`, `To the Editor`."""
    return is_to_the_editor(line) or _RUN_IN.match(line) is not None


def _addressee(match: re.Match[str]) -> str | None:
    if re.match(r"to\s+the\s+editor", match[0], re.IGNORECASE):
        return clean_name(re.sub(r"^to\s+the\s+e", "E", match[0], flags=re.IGNORECASE))
    groups = match.groupdict()
    whom = " ".join((groups.get("whom") or groups.get("other") or "").split())
    whom = re.sub(r"\s+and\s+(?:my\s+|our\s+)?dear\b.*", "", whom, flags=re.IGNORECASE)
    whom = GROUP.sub("", eased_capitals(whom)).strip(" ,:-—–")
    words = [word.strip(".,").lower() for word in re.split(r"[\s/]+", whom) if word]
    if (
        not words
        or all(word in GREETED_WITHOUT_NAME for word in words)
        or not any(word[0].isupper() for word in whom.split())
    ):
        return None
    return clean_name(whom) or None
