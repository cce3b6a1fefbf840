"""What heads a message in a text: a block of fields, the line of a printed thread, or `On … NAME <address> wrote:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from re import IGNORECASE

from indexer.attributions import read_attribution
from indexer.date_places import HEADER
from indexer.dates import find_dates, parse_date
from indexer.mail_fields import MailField, is_message_rule, is_rule_above_fields, read_mail_field
from indexer.segmenters.forum_thread.posters import reads_as_name
from indexer.segmenters.letters.correspondents import read_recipients
from indexer.segmenters.letters.names import clean_name, split_names
from indexer.segmenters.lines import Line
from indexer.segmenters.messages.field_blocks import FieldBlock, field_blocks
from search.model import DatePrecision, DocumentDate

_ADDRESS = re.compile(r"(?<!\s)\s*[<(\[](?:mailto:)?[^\s<>()\[\]]{1,120}[>)\]]")
_PRINTED = re.compile(r"(?P<who>\S.{0,60}?)\s+<(?P<address>[^\s<>@]{1,64}@[^\s<>@]{1,120})>\s+(?P<date>\S.{0,60})")
_VIEWED_TO = re.compile(r"(?:to (?=(?:\S[^.]{0,60}, )?me\b)|To:\s+)(?P<people>\S[^.]{0,120})")
_VIEWED_TO_ANYBODY = re.compile(r"(?:to |To:\s+)(?P<people>\S[^.]{0,120})")
_OFFICE_TITLE = re.compile(
    r"(?:(?:inter-?)?office |internal |confidential |staff )?(?:memorandum|memo)(?: (?:no|number)\b.{0,20})?"
    r"|(?:cipher |cypher )?(?:telegram|telegramme|telegramm|cable|cablegram|radiogram|telex|night letter)"
    r"(?: (?:no|number)\b.{0,20})?",
    IGNORECASE,
)
_MOST_ABOVE = 4
_MOST_TITLE_CHARS = 60
_MOST_WRAPPED_LINES = 2
_READER = frozenset({"me", "undisclosed recipients", "undisclosed-recipients"})


class Form(Enum):
    """What a header is: an e-mail program's, that of a memorandum or telegram, or fields as letters have them too."""

    MAIL = auto()
    OFFICE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class MessageHeader:
    """What heads a message, on the lines [first, last], with the rules and titles right above it.

    `sent_on`: the message above it answered it or sent it on, as its program says.
    """

    first: int
    last: int
    form: Form
    authors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: DocumentDate
    subject: str | None
    sent_on: bool


def message_headers(lines: Sequence[Line]) -> list[MessageHeader]:
    """The headers in reading order, none overlapping: each with a sender, a day, and a recipient or a subject."""
    blocks = (header for block in field_blocks(lines) if (header := _of_block(lines, block)))
    found = sorted([*blocks, *_of_programs(lines)], key=lambda each: (each.first, each.last))
    apart: list[MessageHeader] = []
    for header in found:
        if not apart or header.first > apart[-1].last:
            apart.append(header)
    return apart


def _of_block(lines: Sequence[Line], block: FieldBlock) -> MessageHeader | None:
    sender, when = block.values.get(MailField.SENDER), block.values.get(MailField.DATE)
    date = _date(when) if sender and when else None
    if not sender or date is None or not block.fields.keys() & {MailField.RECIPIENT, MailField.SUBJECT}:
        return None
    first = _with_titles_above(lines, block.first)
    above = [line.text for line in lines[first : block.first] if line.text]
    authors = (_sender(sender),) if "@" in sender else split_names(sender)
    return MessageHeader(
        first=first,
        last=block.last,
        form=_form(block, above),
        authors=authors,
        recipients=_people(block.values.get(MailField.RECIPIENT, "")),
        date=date,
        subject=block.values.get(MailField.SUBJECT) or None,
        sent_on=any(map(is_message_rule, above)),
    )


def _form(block: FieldBlock, above: Sequence[str]) -> Form:
    is_by_program = any("@" in value for value in block.values.values()) or any(map(is_message_rule, above))
    if is_by_program or block.fields[MailField.DATE].tells_sending:
        return Form.MAIL
    is_blank_form = {MailField.RECIPIENT, MailField.SUBJECT} <= block.fields.keys() and all(
        field.in_capitals for field in block.fields.values()
    )
    is_office = is_blank_form or any(map(_OFFICE_TITLE.fullmatch, above))
    return Form.OFFICE if is_office else Form.PLAIN


def _with_titles_above(lines: Sequence[Line], first: int) -> int:
    """The line of the topmost of the rules and titles (`MEMORANDUM`) that stand right above line `first`."""
    topmost = first
    for number in range(first - 1, max(first - 2 * _MOST_ABOVE, 0) - 1, -1):
        text = lines[number].text
        if not text:
            continue
        if not (is_rule_above_fields(text) or (len(text) <= _MOST_TITLE_CHARS and _OFFICE_TITLE.fullmatch(text))):
            break
        topmost = number
    return topmost


def _of_programs(lines: Sequence[Line]) -> Iterator[MessageHeader]:
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
    date = _date(match["date"]) if match else None
    below = read_mail_field(lines[number + 1].text) if number + 1 < len(lines) else None
    if match is None or date is None or below is None or below.field is not MailField.RECIPIENT:
        return None
    last = _last_copy(lines, number + 1)
    authors, recipients = (_sender(match["who"]),), _people(below.value)
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
    date = _date(day) if sender and len(day) <= _MOST_TITLE_CHARS else None
    if date is None or "T" not in (date.edtf or "") or not ("@" in sender or reads_as_name(sender)):
        return None
    last = _last_copy(lines, number)
    listed = re.split(r"[;,]\s*", to["people"])
    people = tuple(name for part in listed if (name := _sender(part)) and name.lower() not in _READER)
    return MessageHeader(number - 2, last, Form.MAIL, (_sender(sender),), people, date, None, sent_on=False)


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
            said = read_attribution(words) if words.endswith(":") and not words.startswith(">") else None
            date = _date(words) if said and said.dated else None
            if said and said.quoted and date and not _is_marked_below(lines, last + 1):
                top = _with_titles_above(lines, first)
                return MessageHeader(top, last, Form.MAIL, (said.quoted,), (), date, None, sent_on=True)
    return None


def _is_marked_below(lines: Sequence[Line], number: int) -> bool:
    below = next((line.text for line in lines[number : number + _MOST_ABOVE] if line.text), ">")
    return below.startswith((">", "|"))


def _date(words: str) -> DocumentDate | None:
    parsed = parse_date(words)
    found = parsed or next(iter(find_dates(words)), None)
    if found is None or found.precision is not DatePrecision.DAY:
        return None
    return found.stated_in(HEADER)


def _sender(value: str) -> str:
    return clean_name(_ADDRESS.sub("", value)) or value.strip(" <>[]")


def _people(value: str) -> tuple[str, ...]:
    """The people of a field: parted by semicolons, by commas where addresses show them, else as letters list them."""
    if "@" in value and ";" not in value:
        listed = [_sender(part) for part in re.split(r",\s*(?=[^,]*@)", value)]
    elif "@" in value:
        listed = [_sender(part) for part in value.split(";")]
    else:
        listed = list(read_recipients([value])) if value else []
    return tuple(dict.fromkeys(name for name in listed if name and name.lower() not in _READER))
