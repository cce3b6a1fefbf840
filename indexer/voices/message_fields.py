"""The fields that stand at the head of a message quoted whole, and whom they name as its sender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.mail_fields import MailField, WrittenField, read_mail_field
from indexer.voices.lines import SpokenLine

_ADDRESS = re.compile(r"(?<!\s)\s*(?:<[^<>]*>|\[mailto:[^\[\]]*\])")
_FEWEST_FIELDS = 3
_MOST_FIELDS = 7


def fields_at(lines: Sequence[SpokenLine], number: int) -> Sequence[WrittenField]:
    """The fields from the line of that number on, at its depth; none where they are too few for a message's head."""
    fields: list[WrittenField] = []
    for line in lines[number : number + _MOST_FIELDS]:
        written = read_mail_field(line.words) if line.depth == lines[number].depth else None
        if written is None:
            break
        fields.append(written)
    return fields if len(fields) >= _FEWEST_FIELDS else ()


def sender_of(fields: Sequence[WrittenField]) -> str | None:
    """The sender's name, or address where there is none; None where no field states one."""
    value = next((field.value for field in fields if field.field is MailField.SENDER), "")
    return _ADDRESS.sub("", value).strip(" \"'*") or value.strip(" <>*") or None
