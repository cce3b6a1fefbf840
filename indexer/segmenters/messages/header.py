"""What heads one message in a text, and how its people, day and titles are read wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from re import IGNORECASE

from indexer.date_places import HEADER
from indexer.dates import find_dates, parse_date
from indexer.mail_fields import is_rule_above_fields
from indexer.segmenters.letters.correspondents import read_recipients
from indexer.segmenters.letters.names import clean_name
from indexer.segmenters.lines import Line
from search.model import DatePrecision, DocumentDate

_ADDRESS = re.compile(r"(?<!\s)\s*[<(\[](?:mailto:)?[^\s<>()\[\]]{1,120}[>)\]]")
_ON_BEHALF = re.compile(
    r"\b(?:on behalf of|im auftrag von|de la part de|per conto di|en nombre de|namens)\b[*\s]*(?P<whom>\S.*)",
    IGNORECASE,
)
_OFFICE_TITLE = re.compile(
    r"(?:(?:inter-?)?office |internal |confidential |staff )?(?:memorandum|memo)(?: (?:no|number)\b.{0,20})?"
    r"|(?:cipher |cypher )?(?:telegram|telegramme|telegramm|cable|cablegram|radiogram|telex|night letter)"
    r"(?: (?:no|number)\b.{0,20})?",
    IGNORECASE,
)
_MOST_LINES_OF_TITLES = 8
_MOST_TITLE_CHARS = 60
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


def with_titles_above(lines: Sequence[Line], first: int) -> int:
    """The line of the topmost of the rules and titles (`MEMORANDUM`) that stand right above line `first`."""
    topmost = first
    for number in range(first - 1, max(first - _MOST_LINES_OF_TITLES, 0) - 1, -1):
        text = lines[number].text
        if not text:
            continue
        if not (is_rule_above_fields(text) or (len(text) <= _MOST_TITLE_CHARS and is_office_title(text))):
            break
        topmost = number
    return topmost


def is_office_title(text: str) -> bool:
    """True for what a memorandum or telegram is headed with: `MEMORANDUM`, `Cipher telegram no. 12`."""
    return _OFFICE_TITLE.fullmatch(text) is not None


def day_in(words: str) -> DocumentDate | None:
    """The day that words are or hold; None where they state less."""
    parsed = parse_date(words)
    found = parsed or next(iter(find_dates(words)), None)
    if found is None or found.precision is not DatePrecision.DAY:
        return None
    return found.stated_in(HEADER)


def sender_in(value: str) -> str:
    """The name in a field's value, without its address; the address where there is no name.

    Of `ada@pier.example On Behalf Of Harbour Board` it is the last.
    """
    behalf = _ON_BEHALF.search(value)
    value = behalf["whom"] if behalf else value
    return clean_name(_ADDRESS.sub("", value)).strip("'") or value.strip(" <>[]'")


def people_in(value: str) -> tuple[str, ...]:
    """The people of a field: parted by semicolons, by commas where addresses show them, else as letters list them."""
    if "@" in value and ";" not in value:
        listed = [sender_in(part) for part in re.split(r",\s*(?=[^,]*@)", value)]
    elif "@" in value:
        listed = [sender_in(part) for part in value.split(";")]
    else:
        listed = list(read_recipients([value])) if value else []
    return tuple(dict.fromkeys(bare for name in listed if is_named(bare := name.strip("'"))))


def is_named(name: str) -> bool:
    """False for the reader, whom programs call `me`, and for those who are not disclosed."""
    return bool(name) and name.lower() not in _READER
