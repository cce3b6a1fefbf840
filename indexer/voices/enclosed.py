"""Messages that an e-mail program put below a reply, or sent on, whole and without marks, below their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.voices.lines import SpokenLine
from indexer.voices.quotations import Quotation

_RULE = re.compile(
    r"[-_*]{2,}\s*(?:original message|forwarded (?:message|by)\b.*|original-?nachricht|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message (?:d['’]origine|original|transféré)|mensaje (?:original|reenviado)"
    r"|messaggio (?:originale|inoltrato)|oorspronkelijk bericht)\s*[-_*]*|begin forwarded message:|[-_]{10,}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\**(?:from|von|de|da|van):\**\s*(?P<who>.*\S)", re.IGNORECASE)
_HEADER = re.compile(
    r"\**(?:sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|fecha|para|asunto"
    r"|inviato|data|oggetto|verzonden|aan|onderwerp)\s?:\**\s",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\s)\s*(?:<[^<>]*>|\[mailto:[^\[\]]*\])")
_FEWEST_HEADERS = 2
_MOST_HEADERS = 6


def enclosed_quotations(lines: Sequence[SpokenLine]) -> Iterator[Quotation]:
    """A quotation for each message below the first, with its headers and the rule above them, to the next."""
    heads = [head for number in range(len(lines)) if (head := _head_at(lines, number))]
    for (first, who), (end, _) in pairwise([*heads, (len(lines), "")]):
        yield Quotation(lines[first].start, lines[end - 1].end, who)


def _head_at(lines: Sequence[SpokenLine], number: int) -> tuple[int, str] | None:
    """The line that a message's headers begin with at `number`, or the rule above it, and the sender."""
    match = _FROM.fullmatch(lines[number].words) if lines[number].depth == 0 else None
    if match is None:
        return None
    below = lines[number + 1 : number + 1 + _MOST_HEADERS]
    headers = 0
    while headers < len(below) and _HEADER.match(below[headers].words):
        headers += 1
    ruled = number > 0 and _RULE.fullmatch(lines[number - 1].words) is not None
    if headers < _FEWEST_HEADERS or not (ruled or (number and lines[number].after_blank)):
        return None
    name = _ADDRESS.sub("", match["who"]).strip(" \"'*")
    return (number - 1 if ruled else number), name or match["who"].strip(" <>*")
