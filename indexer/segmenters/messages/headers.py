"""The messages' headers in a text: blocks of fields, and what programs write in their place."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.mail_fields import MailField, is_answered_below, is_message_rule
from indexer.segmenters.letters.names import split_names
from indexer.segmenters.lines import Line
from indexer.segmenters.messages.field_blocks import FieldBlock, field_blocks
from indexer.segmenters.messages.header import (
    Form,
    MessageHeader,
    day_in,
    is_office_title,
    people_in,
    sender_in,
    with_titles_above,
)
from indexer.segmenters.messages.program_headers import headers_of_programs


def message_headers(lines: Sequence[Line]) -> list[MessageHeader]:
    """The headers in reading order, none overlapping: each with a sender, a day, and a recipient or a subject."""
    blocks = (header for block in field_blocks(lines) if (header := _of_block(lines, block)))
    found = sorted([*blocks, *headers_of_programs(lines)], key=lambda each: (each.first, each.last))
    apart: list[MessageHeader] = []
    for header in found:
        if not apart or header.first > apart[-1].last:
            apart.append(header)
    return apart


def _of_block(lines: Sequence[Line], block: FieldBlock) -> MessageHeader | None:
    sender, when = block.values.get(MailField.SENDER), block.values.get(MailField.DATE)
    date = day_in(when) if sender and when else None
    if not sender or date is None or not block.fields.keys() & {MailField.RECIPIENT, MailField.SUBJECT}:
        return None
    first = with_titles_above(lines, block.first)
    above = [line.text for line in lines[first : block.first] if line.text]
    authors = (sender_in(sender),) if "@" in sender else split_names(sender)
    return MessageHeader(
        first=first,
        last=block.last,
        form=_form(block, above),
        authors=authors,
        recipients=people_in(block.values.get(MailField.RECIPIENT, "")),
        date=date,
        subject=block.values.get(MailField.SUBJECT) or None,
        sent_on=any(map(is_answered_below, above)),
    )


def _form(block: FieldBlock, above: Sequence[str]) -> Form:
    is_by_program = any("@" in value for value in block.values.values()) or any(map(is_message_rule, above))
    if is_by_program or block.fields[MailField.DATE].tells_sending:
        return Form.MAIL
    is_blank_form = {MailField.RECIPIENT, MailField.SUBJECT} <= block.fields.keys() and all(
        field.in_capitals for field in block.fields.values()
    )
    is_office = is_blank_form or any(map(is_office_title, above))
    return Form.OFFICE if is_office else Form.PLAIN
