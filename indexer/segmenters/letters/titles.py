"""Titles: the page's, and each letter's from its heading, the line above it or its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.segmenters.letters.attribution import Attribution
from indexer.segmenters.letters.finding import FoundLetter
from indexer.segmenters.letters.headings import is_numeral, read_heading
from indexer.segmenters.letters.layout import Unit, is_title_of_next
from indexer.segmenters.letters.marks import is_attachment_heading, is_page_line
from indexer.segmenters.letters.names import is_contact, is_name
from indexer.structure import BlockKind

_LONGEST_TITLE_CHARS = 200
_SUBJECT_LABEL = re.compile(r"^(?:re|subject)\s*:\s*", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"\s*(?:\[\d+\]|\*)$")


def page_title(units: Sequence[Unit], first: int) -> str | None:
    """The title above the unit `first`: the first heading, else the first short line."""
    above = [unit for unit in units[:first] if _may_be_title(unit)]
    headings = [unit for unit in above if unit.kind is BlockKind.HEADING]
    return without_marks((headings or above)[0].words) if above else None


def letter_title(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int, attribution: Attribution) -> str:
    """The title of the letter at `position`, from the text; described by its correspondents where it has none."""
    letter = letters[position]
    heading = letter.head.heading.words if letter.head.heading else None
    own_heading = None if letter.title_above and position == 0 else heading
    title = own_heading or _title_above(units, letters, position) or letter.head.subject or heading
    return without_marks(title) if title else _described(attribution)


def without_marks(title: str) -> str:
    """The title without emphasis, footnote mark, `Re:` and the punctuation at its end."""
    plain = _SUBJECT_LABEL.sub("", title.replace("_", "").lstrip("# "))
    return _FOOTNOTE_MARK.sub("", plain).rstrip(" :.")


def _described(attribution: Attribution) -> str:
    sender = f" from {' and '.join(attribution.authors)}" if attribution.authors else ""
    recipient = f" to {' and '.join(attribution.recipients)}" if attribution.recipients else ""
    return f"Letter{sender}{recipient}"


def _title_above(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int) -> str | None:
    """The title right above a letter, below the running text of the page or the previous letter."""
    start = letters[position - 1].ending.end if position else 0
    end = letters[position].head.first
    if end > start and is_title_of_next(units, end - 1, end):
        return units[end - 1].words
    running = [index for index in range(start, end) if units[index].is_sentence]
    below = [unit for unit in units[max([start - 1, *running]) + 1 : end] if _is_letters_title(unit)]
    if below:
        return below[-1].words
    # Below a previous letter a title may stand above a paragraph that introduces this one.
    above = [unit for unit in units[start : running[0]] if _is_letters_title(unit)] if running and position else []
    return above[-1].words if above else None


def _may_be_title(unit: Unit) -> bool:
    words = unit.words
    if unit.kind is BlockKind.RULE or len(words) > _LONGEST_TITLE_CHARS or not (unit.is_short or unit.is_title_like):
        return False
    if is_numeral(words) or is_attachment_heading(words) or is_page_line(words) or is_contact(words):
        return False
    return len(unit.lines) <= 3 and len(words.split()) > 1


def _is_letters_title(unit: Unit) -> bool:
    """False also for a letterhead or the lines of an address."""
    if not _may_be_title(unit):
        return False
    one_line = len(unit.lines) == 1 and not is_name(unit.words.replace("&", "and"))
    return unit.is_title_like or one_line or read_heading(unit.words) is not None
