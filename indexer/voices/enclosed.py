"""Messages that an e-mail program put below a reply, or sent on, whole and without marks, below their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.mail_fields import MailField, is_rule_above_fields, read_mail_field
from indexer.voices.lines import SpokenLine
from indexer.voices.quotations import Quotation

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
    sender = read_mail_field(lines[number].words) if lines[number].depth == 0 else None
    if sender is None or sender.field is not MailField.SENDER or not sender.value:
        return None
    below = lines[number + 1 : number + 1 + _MOST_HEADERS]
    headers = 0
    while headers < len(below) and read_mail_field(below[headers].words):
        headers += 1
    ruled = number > 0 and is_rule_above_fields(lines[number - 1].words)
    if headers < _FEWEST_HEADERS or not (ruled or (number and lines[number].after_blank)):
        return None
    name = _ADDRESS.sub("", sender.value).strip(" \"'*")
    return (number - 1 if ruled else number), name or sender.value.strip(" <>*")
