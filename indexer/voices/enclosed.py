"""Messages that an e-mail program put below a reply, or sent on, whole and without marks, below their headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.mail_fields import MailField, is_rule_above_fields
from indexer.voices.lines import SpokenLine
from indexer.voices.message_fields import fields_at, sender_of
from indexer.voices.quotations import Quotation


def enclosed_quotations(lines: Sequence[SpokenLine]) -> Iterator[Quotation]:
    """A quotation for each message below the first, with its headers and the rule above them, to the next."""
    heads = [head for number in range(len(lines)) if (head := _head_at(lines, number))]
    for (first, who), (end, _) in pairwise([*heads, (len(lines), "")]):
        yield Quotation(lines[first].start, lines[end - 1].end, who)


def _head_at(lines: Sequence[SpokenLine], number: int) -> tuple[int, str] | None:
    """The line that a message's headers begin with at `number`, or the rule above it, and the sender.

    Without a rule above them they begin with the sender, below a blank line.
    """
    fields = fields_at(lines, number) if lines[number].depth == 0 else ()
    who = sender_of(fields)
    if who is None:
        return None
    ruled = number > 0 and is_rule_above_fields(lines[number - 1].words)
    is_apart = number > 0 and lines[number].after_blank and fields[0].field is MailField.SENDER
    return (number - 1 if ruled else number, who) if ruled or is_apart else None
