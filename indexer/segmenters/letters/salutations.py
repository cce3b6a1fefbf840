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
    r"(?:sirs?|madam|gentlemen|ladies(?:\s+and\s+gentlemen)?|(?:dear\s+)?sir\s+or\s+madam|my\s+lords?|my\s+lady|"
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
_NOT_A_SALUTATION = re.compile(r"dear\s+(?:me|oh|god|lord|heavens|life)\b", re.IGNORECASE)
_LONGEST_ALONE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Salutation:
    """`whom`: whom it names, None for `Dear Sir`. `alone`: nothing else stands in its line."""

    whom: str | None
    alone: bool


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
    return Salutation(_addressee(match), alone=False) if match is not None else None


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
