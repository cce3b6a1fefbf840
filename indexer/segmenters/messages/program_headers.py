"""What programs write above messages but fields: a printed thread's line, `to me`, `On … NAME <address> wrote:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.attributions import read_attribution
from indexer.mail_fields import MailField, read_mail_field
from indexer.segmenters.forum_thread.posters import reads_as_name
from indexer.segmenters.lines import Line
from indexer.segmenters.messages.header import (
    Form,
    MessageHeader,
    day_in,
    is_named,
    people_in,
    sender_in,
    with_titles_above,
)

_PRINTED = re.compile(r"(?P<who>\S.{0,60}?)\s+<(?P<address>[^\s<>@]{1,64}@[^\s<>@]{1,120})>\s+(?P<date>\S.{0,60})")
_VIEWED_TO = re.compile(r"(?:to (?=(?:\S[^.]{0,60}, )?me\b)|To:\s+)(?P<people>\S[^.]{0,120})")
_VIEWED_TO_ANYBODY = re.compile(r"(?:to |To:\s+)(?P<people>\S[^.]{0,120})")
_MOST_DAY_CHARS = 60
_MOST_LINES_BELOW = 4
_MOST_WRAPPED_LINES = 2


def headers_of_programs(lines: Sequence[Line]) -> Iterator[MessageHeader]:
    """The headers, those of each sort in reading order; some may overlap."""
    yield from _all_viewed(lines)
    for number, line in enumerate(lines):
        if "@" not in line.text:
            continue
        header = _printed(lines, number) or _attributed(lines, number)
        if header is not None:
            yield header


def _printed(lines: Sequence[Line], number: int) -> MessageHeader | None:
    """`NAME <address>   DATE` with `To: …` below it, as a program prints a thread."""
    match = _PRINTED.fullmatch(lines[number].text)
    date = day_in(match["date"]) if match else None
    below = read_mail_field(lines[number + 1].text) if number + 1 < len(lines) else None
    if match is None or date is None or below is None or below.field is not MailField.RECIPIENT:
        return None
    last = _last_copy(lines, number + 1)
    authors, recipients = (sender_in(match["who"]),), people_in(below.value)
    return MessageHeader(number, last, Form.MAIL, authors, recipients, date, None, sent_on=False)


def _all_viewed(lines: Sequence[Line]) -> list[MessageHeader]:
    """The headers of messages as a program shows them; `to NAME` counts where another is `to me` or `To: NAME`."""
    sure = [header for number in range(len(lines)) if (header := _viewed(lines, number, _VIEWED_TO))]
    if not sure:
        return []
    return [header for number in range(len(lines)) if (header := _viewed(lines, number, _VIEWED_TO_ANYBODY))]


def _viewed(lines: Sequence[Line], number: int, recipients: re.Pattern[str]) -> MessageHeader | None:
    """`NAME`, below it the day and time, and below that to whom."""
    to = recipients.fullmatch(lines[number].text) if number > 1 else None
    if to is None or read_mail_field(lines[number - 2].text):
        return None
    sender, day = lines[number - 2].text, lines[number - 1].text
    date = day_in(day) if sender and len(day) <= _MOST_DAY_CHARS else None
    if date is None or "T" not in (date.edtf or "") or not ("@" in sender or reads_as_name(sender)):
        return None
    last = _last_copy(lines, number)
    listed = re.split(r"[;,]\s*", to["people"])
    people = tuple(name for part in listed if is_named(name := sender_in(part)))
    return MessageHeader(number - 2, last, Form.MAIL, (sender_in(sender),), people, date, None, sent_on=False)


def _last_copy(lines: Sequence[Line], recipients: int) -> int:
    """The last line of the fields below that of the recipients which say who has a copy."""
    last = recipients
    while last + 1 < len(lines) and (further := read_mail_field(lines[last + 1].text)):
        if further.field not in (MailField.COPY, MailField.OTHER):
            break
        last += 1
    return last


def _attributed(lines: Sequence[Line], number: int) -> MessageHeader | None:
    """`On 9 March 2015 at 11:03, NAME <address> wrote:`, on a line or two, above words without the mark of a quote."""
    for first in range(number, max(number - _MOST_WRAPPED_LINES, -1), -1):
        for last in range(number, min(first + _MOST_WRAPPED_LINES, len(lines))):
            words = " ".join(line.text for line in lines[first : last + 1])
            said = read_attribution(words) if words.endswith((":", "--")) and not words.startswith(">") else None
            date = day_in(words) if said else None
            if said and said.quoted and date and not _is_marked_below(lines, last + 1):
                top = with_titles_above(lines, first)
                return MessageHeader(top, last, Form.MAIL, (said.quoted,), (), date, None, sent_on=True)
    return None


def _is_marked_below(lines: Sequence[Line], number: int) -> bool:
    below = next((line.text for line in lines[number : number + _MOST_LINES_BELOW] if line.text), ">")
    return below.startswith((">", "|"))
