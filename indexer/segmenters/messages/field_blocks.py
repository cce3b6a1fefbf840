"""The blocks of fields that head messages in a text: `From: …`, `Sent: …`, `To: …`, `Subject: …`, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.mail_fields import MailField, WrittenField, read_mail_field
from indexer.segmenters.lines import Line

_MOST_LINES = 60
_MOST_BLANK_LINES = 2
_LIST_GOES_ON = (";", ",")


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """The fields on the lines [first, last], each once; a value on several lines is joined by single spaces."""

    first: int
    last: int
    fields: Mapping[MailField, WrittenField]
    values: Mapping[MailField, str]


def field_blocks(lines: Sequence[Line]) -> Iterator[FieldBlock]:
    """The blocks in reading order that begin with a field of a message, none overlapping."""
    number = 0
    while number < len(lines):
        if read_mail_field(lines[number].text) is not None:
            reader = _BlockReader(lines, number)
            reader.read()
            yield reader.block()
            number = reader.last
        number += 1


class _BlockReader:
    """Reads one block from its first line on."""

    def __init__(self, lines: Sequence[Line], first: int) -> None:
        self._lines = lines
        self._first = first
        self.last = first
        self._gaps = 0
        self._fields: dict[MailField, WrittenField] = {}
        self._values: dict[MailField, list[str]] = {}
        self._current: MailField | None = None
        self._languages: frozenset[str] = frozenset()

    def read(self) -> None:
        """Reads it up to its last line."""
        number = self._first
        while number < min(len(self._lines), self._first + _MOST_LINES):
            if not (self._take_field(number) or self._continues(number) or self._passes_blank(number)):
                break
            number += 1

    def block(self) -> FieldBlock:
        """What was read."""
        values = {field: " ".join(parts) for field, parts in self._values.items()}
        return FieldBlock(self._first, self.last, self._fields, values)

    def _take_field(self, number: int) -> bool:
        written = read_mail_field(self._lines[number].text) if self._lines[number].text else None
        if written is None or not self._fits(written):
            return False
        self._gaps += number > self.last + 1
        self._languages = self._languages & written.languages if self._languages else written.languages
        self._current = written.field
        self._fields.setdefault(written.field, written)
        self._values.setdefault(written.field, []).extend([written.value] if written.value else [])
        self.last = number
        return True

    def _fits(self, written: WrittenField) -> bool:
        """Whether it may be the block's next: a field of its own, in the language of those above."""
        if self._languages and not self._languages & written.languages:
            return False
        return written.field not in self._fields or written.field is MailField.OTHER

    def _continues(self, number: int) -> bool:
        """Whether a line goes on with the value above it.

        It is set in, or a list above it is not at its end, or another field stands right below it.
        """
        line = self._lines[number]
        if self._current is None or number != self.last + 1 or not line.text:
            return False
        value = self._values[self._current]
        listed = self._current in (MailField.RECIPIENT, MailField.COPY)
        is_set_in = line.indent > self._lines[self._first].indent
        is_between = bool(value) and self._is_field(number + 1)
        is_open_list = listed and (not value or value[-1].endswith(_LIST_GOES_ON))
        if not (is_set_in or is_between or is_open_list):
            return False
        value.append(line.text)
        self.last = number
        return True

    def _is_field(self, number: int) -> bool:
        """Whether a line could be the block's next field."""
        written = read_mail_field(self._lines[number].text) if number < len(self._lines) else None
        return written is not None and self._fits(written)

    def _passes_blank(self, number: int) -> bool:
        """Whether a blank line parts two fields here: as it did all above it, or while the block lacks its subject."""
        below = (line.text for line in self._lines[number + 1 : number + 1 + _MOST_BLANK_LINES])
        following = next(filter(None, below), "")
        if not self._fields or self._lines[number].text or not following:
            return False
        written = read_mail_field(following)
        if written is None or not self._fits(written):
            return False
        is_spaced = self._gaps == len(self._fields) - 1
        return is_spaced or (written.field is MailField.SUBJECT and MailField.DATE in self._fields)
