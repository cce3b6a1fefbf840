"""What the labelled lines of one head state, as they are read: who wrote to whom, when and on what subject."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.dates import ParsedDate, parse_date
from indexer.segmenters.letters.labels import Field


@dataclass(slots=True)
class Labelled:
    """`sender_lines`, `recipient_lines`: the values of those labels, a line each. `values`: those of the others."""

    sender_lines: list[str] = field(default_factory=list)
    recipient_lines: list[str] = field(default_factory=list)
    values: dict[Field, str] = field(default_factory=dict)

    def lines_of(self, label: Field) -> list[str] | None:
        """The lines of a label whose value may have several, to be added to; None for any other label."""
        return {Field.SENDER: self.sender_lines, Field.RECIPIENT: self.recipient_lines}.get(label)

    @property
    def correspondents(self) -> tuple[str, ...]:
        """The lines of senders and recipients."""
        return (*self.sender_lines, *self.recipient_lines)

    @property
    def date(self) -> ParsedDate | None:
        """When the letter is dated, else when it was sent."""
        return parse_date(self.values.get(Field.DATE) or self.values.get(Field.SENT, ""))

    @property
    def is_electronic(self) -> bool:
        """True for the labels of an e-mail."""
        return any("@" in line for line in self.correspondents) or (
            bool(self.correspondents) and Field.SENT in self.values
        )

    @property
    def points(self) -> int:
        """What the labels say for a letter (see `confidence`): of a sender and a recipient both more than of either."""
        if not self.correspondents:
            return 0
        has_both = bool(self.sender_lines and self.recipient_lines)
        return (3 if has_both else 1) + bool(self.values.keys() & {Field.DATE, Field.SENT})
