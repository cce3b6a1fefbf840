"""Labelled lines above a letter: `From:`, `To:`, `Date:`, `Subject:`, with their value or with it below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a labelled line states."""

    SENDER = "from"
    RECIPIENT = "to"
    DATE = "date"
    SENT = "sent"
    SUBJECT = "subject"
    OTHER = "other"


_FIELDS = {
    "from": Field.SENDER,
    "sender": Field.SENDER,
    "de": Field.SENDER,
    "von": Field.SENDER,
    "to": Field.RECIPIENT,
    "recipient": Field.RECIPIENT,
    "recipients": Field.RECIPIENT,
    "date": Field.DATE,
    "dated": Field.DATE,
    "sent": Field.SENT,
    "datum": Field.DATE,
    "subject": Field.SUBJECT,
    "re": Field.SUBJECT,
    "objet": Field.SUBJECT,
    "betreff": Field.SUBJECT,
    "cc": Field.OTHER,
    "bcc": Field.OTHER,
    "copy": Field.OTHER,
    "place": Field.OTHER,
    "reply-to": Field.OTHER,
    "our ref": Field.OTHER,
    "your ref": Field.OTHER,
    "ref": Field.OTHER,
}
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z-]*(?: [Rr]ef)?)\s?:(?:\s+(?P<value>\S.*))?$")
_BARE = re.compile(r"(?:From|To|FROM|TO)")


@dataclass(frozen=True, slots=True)
class Label:
    """`value`: what stands behind the colon; empty where the value stands below."""

    field: Field
    value: str


def read_label(line: str) -> Label | None:
    """The label with which a line begins, or None. The bare words `From` and `To` are labels too."""
    if _BARE.fullmatch(line):
        return Label(_FIELDS[line.lower()], "")
    match = _LABEL.match(line)
    field = _FIELDS.get(match["label"].lower()) if match else None
    return Label(field, match["value"] or "") if match and field else None
