"""Titles: the page's, and each letter's from its heading, the line above it or its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.segmenters.letters.attribution import Attribution
from indexer.segmenters.letters.finding import FoundLetter
from indexer.segmenters.letters.headings import is_numeral, read_heading
from indexer.segmenters.letters.labels import read_label
from indexer.segmenters.letters.layout import Unit, is_title_of_next
from indexer.segmenters.letters.marks import is_attachment_heading, is_page_line
from indexer.segmenters.letters.names import is_contact, is_name
from indexer.segmenters.letters.salutations import is_to_the_editor
from indexer.segmenters.stated import first_line
from indexer.structure import BlockKind

_LONGEST_TITLE_CHARS = 200
_SUBJECT_LABEL = re.compile(r"^(?:re|subject)\s*:\s*", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"(?<!\s)\s*(?:\[\d{1,4}\]|\*)$")


def page_title(units: Sequence[Unit], first: int) -> str | None:
    """The title above the unit `first`: the first heading, else the first short line."""
    above = [unit for unit in units[:first] if _may_be_title(unit)]
    headings = [unit for unit in above if unit.kind is BlockKind.HEADING]
    return without_marks((headings or above)[0].words) if above else None


def letter_title(
    units: Sequence[Unit],
    letters: Sequence[FoundLetter],
    position: int,
    attribution: Attribution,
) -> str:
    """The title of the letter at `position`, from the text; described by its correspondents where it has none.

    A heading of the letter comes first, then a heading above it, its subject, and what else stands above it.
    """
    letter = letters[position]
    heading = letter.head.heading.words if letter.head.heading else None
    own_heading = None if letter.title_above or (heading and is_to_the_editor(heading)) else heading
    above = _title_above(units, letters, position)
    announced = above if above is not None and (above.kind is BlockKind.HEADING or _is_apart(units, letter)) else None
    for title in (own_heading, announced and announced.words, letter.head.subject, above and above.words, heading):
        if title:
            return without_marks(title)
    return _described(attribution) or _first_words(units, letter)


def without_marks(title: str) -> str:
    """The title without emphasis, footnote mark, `Re:` and the punctuation at its end."""
    plain = _SUBJECT_LABEL.sub("", title.replace("_", "").lstrip("# "))
    return _FOOTNOTE_MARK.sub("", plain).rstrip(" :.")


def _described(attribution: Attribution) -> str:
    sender = f" from {' and '.join(attribution.authors)}" if attribution.authors else ""
    recipient = f" to {' and '.join(attribution.recipients)}" if attribution.recipients else ""
    return f"Letter{sender}{recipient}" if sender or recipient else ""


def _title_above(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int) -> Unit | None:
    """The title right above a letter, below the running text of the page or the previous letter."""
    start = letters[position - 1].ending.end if position else 0
    end = letters[position].head.first
    if end > start and is_title_of_next(units, end - 1, end):
        return units[end - 1]
    running = [index for index in range(start, end) if units[index].is_sentence]
    below = [unit for unit in units[max([start - 1, *running]) + 1 : end] if _is_letters_title(unit)]
    if below:
        return below[-1]
    # Below a previous letter a title may stand above a paragraph that introduces this one.
    above = [unit for unit in units[start : running[0]] if _is_letters_title(unit)] if running and position else []
    return above[-1] if above else None


def _may_be_title(unit: Unit) -> bool:
    words = unit.words
    if unit.kind is BlockKind.RULE or len(words) > _LONGEST_TITLE_CHARS or not (unit.is_short or unit.is_title_like):
        return False
    if read_label(words) is not None or is_numeral(words) or is_contact(words):
        return False
    if is_attachment_heading(words) or is_page_line(words):
        return False
    return len(unit.lines) <= 3 and len(words.split()) > 1


def _first_words(units: Sequence[Unit], letter: FoundLetter) -> str:
    """The first words of the text, below a salutation that stands alone."""
    salutation = letter.head.salutation
    return first_line(units[letter.head.body + (salutation is not None and salutation.alone)].words)


def _is_apart(units: Sequence[Unit], letter: FoundLetter) -> bool:
    first = letter.head.first
    return first > 0 and is_title_of_next(units, first - 1, first)


def _is_letters_title(unit: Unit) -> bool:
    """False also for a letterhead or the lines of an address."""
    if not _may_be_title(unit):
        return False
    one_line = len(unit.lines) == 1 and not is_name(unit.words.replace("&", "and"))
    return unit.is_title_like or one_line or read_heading(unit.words) is not None
