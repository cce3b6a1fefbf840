"""Heads of letters: the labels, heading, dateline and salutation above a letter's text, read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.dates import ParsedDate
from indexer.segmenters.letters.correspondents import Senders, read_recipients, read_senders
from indexer.segmenters.letters.datelines import is_dateline_without_year, read_dateline
from indexer.segmenters.letters.headings import Form, LetterHeading, is_numeral, read_heading
from indexer.segmenters.letters.labelled import Labelled
from indexer.segmenters.letters.labels import Field, Label, read_label
from indexer.segmenters.letters.layout import Unit, is_headline_of_next, is_title_of_next
from indexer.segmenters.letters.marks import is_attachment_heading, is_footnote
from indexer.segmenters.letters.names import is_contact, is_name
from indexer.segmenters.letters.salutations import Salutation, is_to_the_editor, read_salutation
from indexer.segmenters.letters.valedictions import read_valediction
from indexer.structure import BlockKind

# More than this between two marks is an address, a list or a menu, but no head of a letter.
_MOST_BETWEEN_MARKS = 6
_MAIL_HEADER = re.compile(r"[A-Z][\w-]*:\s\S")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a letter.

    `first`: index of its first unit; `body`: of the unit where the letter's text begins. `senders` and
    `recipients` are those of labelled lines; `addresses`: lines that stand unlabelled in the head.
    `points`: how much speaks for a letter, see `confidence`.
    """

    first: int
    body: int
    senders: Senders = field(default_factory=Senders)
    recipients: tuple[str, ...] = ()
    label_date: ParsedDate | None = None
    dateline: ParsedDate | None = None
    heading: LetterHeading | None = None
    salutation: Salutation | None = None
    subject: str | None = None
    addresses: tuple[str, ...] = ()
    in_series: bool = False
    electronic: bool = False
    points: int = 0


def heading_of(unit: Unit) -> LetterHeading | None:
    """The letter's heading that a unit is: short, and a line or two."""
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE):
        return None
    words = unit.words.strip("*_") if is_to_the_editor(unit.words) else unit.words
    return read_heading(words) if len(unit.lines) <= 3 else None


def opens_letter(unit: Unit) -> bool:
    """True for a dateline or a salutation."""
    return read_dateline(unit.words) is not None or read_salutation(unit.lines[0].words) is not None


class HeadReader:
    """Reads one head from its first unit on."""

    def __init__(
        self, units: Sequence[Unit], headings: Sequence[LetterHeading | None], first: int, series: frozenset[Form]
    ) -> None:
        self._units = units
        self._headings = headings
        self._first = first
        self._series = series
        self._index = first
        self._pending: list[Unit] = []
        self._addresses: list[str] = []
        self._labelled = Labelled()
        self._dateline: ParsedDate | None = None
        self._heading: LetterHeading | None = None
        self._salutation: Salutation | None = None
        self._body = first

    def read(self) -> Head | None:
        """The head, or None where no letter's text follows."""
        while self._index < len(self._units) and self._salutation is None and self._take():
            pass
        subject = self._labelled.values.get(Field.SUBJECT) or self._subject()
        if self._body >= len(self._units):
            return None
        return Head(
            first=self._first,
            body=self._body,
            senders=read_senders(self._labelled.sender_lines),
            recipients=read_recipients(self._labelled.recipient_lines),
            label_date=self._labelled.date,
            dateline=self._dateline,
            heading=self._heading,
            salutation=self._salutation,
            subject=subject,
            addresses=tuple(self._addresses),
            in_series=self._is_in_series(),
            electronic=self._labelled.is_electronic,
            points=self._points(),
        )

    def _take(self) -> bool:
        """Takes the unit at the index as part of the head; False where the head is over."""
        unit = self._units[self._index]
        salutation = read_salutation(unit.lines[0].words)
        if salutation is not None:
            self._salutation = salutation
            self._prefer_nearer_title()
            self._keep_pending()
            self._body = self._index
            return True
        return self._take_mark(unit) or (self._headings[self._index] is None and self._skip(unit))

    def _take_mark(self, unit: Unit) -> bool:
        label = read_label(unit.lines[0].words)
        if label is not None:
            return self._take_label(label, unit)
        heading = self._headings[self._index]
        if heading is not None:
            return self._take_heading(heading)
        date = read_dateline(unit.words)
        if date is not None and self._dateline is None:
            self._dateline = date
            return self._advance()
        return False

    def _take_heading(self, heading: LetterHeading) -> bool:
        """A heading comes first: below another, below labels or a dateline it opens the next letter."""
        if self._heading is not None or self._dateline is not None or self._labelled.correspondents:
            return False
        self._heading = heading
        return self._advance()

    def _prefer_nearer_title(self) -> None:
        """A title right above the salutation is this letter's; a heading above that one is the page's."""
        title = self._index - 1
        is_pages = self._heading is not None and not self._heading_is_certain()
        if is_pages and self._pending and is_title_of_next(self._units, title, self._index):
            is_headline = is_headline_of_next(self._units, title, self._index)
            self._heading, self._first, self._pending = None, self._index if is_headline else title, []
            self._labelled.values.setdefault(Field.SUBJECT, self._units[title].words)

    def _heading_is_certain(self) -> bool:
        return self._heading is not None and (self._heading.certain or self._is_in_series())

    def _take_label(self, label: Label, unit: Unit) -> bool:
        lines = self._labelled.lines_of(label.field)
        if lines:
            return False
        values = [value for value in (label.value, *(line.words for line in unit.lines[1:])) if value]
        if lines is None:
            self._labelled.values.setdefault(label.field, " ".join(values))
            return self._advance()
        lines.extend(values)
        self._advance()
        if not values:
            self._take_values_below(lines, names_only=label.field is Field.RECIPIENT)
        return True

    def _take_values_below(self, lines: list[str], *, names_only: bool) -> None:
        """The lines below a label that stands alone, up to the next mark, the subject or the text."""
        usual_gap: int | None = None
        while self._index < len(self._units):
            unit = self._units[self._index]
            if not self._is_value(unit) or (lines and names_only and not _names(unit)):
                break
            if usual_gap is not None and unit.blank_lines > usual_gap + 1:
                break
            if lines:
                usual_gap = unit.blank_lines
            lines.extend(line.words for line in unit.lines)
            self._advance()

    def _is_value(self, unit: Unit) -> bool:
        if opens_letter(unit) or read_label(unit.lines[0].words) or unit.kind is BlockKind.HEADING:
            return False
        return ";" in unit.words or unit.is_short or _names(unit)

    def _skip(self, unit: Unit) -> bool:
        """Steps over what may stand between the marks of a head: addresses, titles, footnotes, numbers."""
        if len(self._pending) >= _MOST_BETWEEN_MARKS or read_valediction(unit.words) is not None:
            return False
        words = unit.words
        passable = is_footnote(words) or is_numeral(words) or is_attachment_heading(words)
        passable = passable or is_dateline_without_year(words) or self._is_mail_header(unit)
        if not passable and not (unit.is_short and unit.kind is not BlockKind.QUOTE):
            return False
        self._pending.append(unit)
        self._index += 1
        return True

    def _is_mail_header(self, unit: Unit) -> bool:
        """True for `Message-ID: …` and its like among the labels of an e-mail."""
        return (
            bool(self._labelled.sender_lines) and unit.blank_lines == 0 and _MAIL_HEADER.match(unit.words) is not None
        )

    def _advance(self) -> bool:
        self._keep_pending()
        self._index += 1
        self._body = self._index
        return True

    def _keep_pending(self) -> None:
        """What was stepped over stands between two marks, so it is part of the head."""
        self._addresses.extend(line.words for unit in self._pending for line in unit.lines)
        self._pending = []

    def _subject(self) -> str | None:
        """The line between the correspondents and the text, where one stands there; the text begins after it."""
        if self._salutation is not None and self._salutation.alone:
            below = self._body + 1
            return self._units[below].words if self._is_subject(below) else None
        if self._salutation is None and self._labelled.recipient_lines and self._is_subject(self._body):
            self._body += 1
            return self._units[self._body - 1].words
        return None

    def _is_subject(self, index: int) -> bool:
        if index + 1 >= len(self._units):
            return False
        unit, following = self._units[index], self._units[index + 1]
        is_line = unit.is_short and len(unit.lines) <= 2 and not unit.words.endswith(",")
        return is_line and len(unit.words.split()) > 1 and following.is_sentence

    def _is_in_series(self) -> bool:
        return self._heading is not None and self._heading.form in self._series

    def _points(self) -> int:
        """What speaks for a letter; a salutation and a valediction alone make 3 (see `confidence`)."""
        points = self._labelled.points
        if self._heading is not None:
            points += 3 if self._heading_is_certain() else 1
        points += 2 if self._salutation is not None else 0
        return points + (self._dateline is not None)


def _names(unit: Unit) -> bool:
    return all(is_name(line.words) or ";" in line.words or is_contact(line.words) for line in unit.lines)
