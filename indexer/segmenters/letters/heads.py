"""Where letters begin in a text: each head that a heading, label, dateline or salutation opens, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.segmenters.letters.endings import is_date_of_signature
from indexer.segmenters.letters.head_reading import Head, HeadReader, heading_of, opens_letter
from indexer.segmenters.letters.headings import Form, LetterHeading
from indexer.segmenters.letters.labels import Field, read_label
from indexer.segmenters.letters.layout import Unit

_LOOK_AHEAD = 5
_FEWEST_OF_A_FORM = 2
_ENGLISH_SHARE = 0.02  # of `the` among the words of a text, and of no other language


def find_heads(units: Sequence[Unit]) -> Iterator[Head]:
    """The heads in reading order, none overlapping; what speaks for a letter too little is left out later."""
    headings = _headings(units)
    series = _forms_in_series(units, headings)
    index = 0
    while index < len(units):
        begins = headings[index] is not None or _begins_unheaded(units[index])
        begins = begins and not is_date_of_signature(units, index)
        head = HeadReader(units, headings, index, series).read() if begins else None
        if head is not None:
            yield head
        index = head.body + (head.salutation is not None) if head is not None else index + 1


def _headings(units: Sequence[Unit]) -> list[LetterHeading | None]:
    """The heading that each unit is; in English, `X a Y` is none."""
    found = [heading_of(unit) for unit in units]
    if not any(heading and heading.has_article for heading in found) or not _is_english(units):
        return found
    return [None if heading and heading.has_article else heading for heading in found]


def _is_english(units: Sequence[Unit]) -> bool:
    words = [word for unit in units for word in unit.words.lower().split()]
    return words.count("the") >= _ENGLISH_SHARE * len(words)


def _begins_unheaded(unit: Unit) -> bool:
    label = read_label(unit.lines[0].words)
    return (label is not None and label.field is not Field.OTHER) or opens_letter(unit)


def _forms_in_series(units: Sequence[Unit], headings: Sequence[LetterHeading | None]) -> frozenset[Form]:
    """The forms of heading that recur, at least once above a dateline or salutation: a collection's headings."""
    counts: dict[Form, int] = {}
    supported: set[Form] = set()
    for index, heading in enumerate(headings):
        if heading is not None and heading.form is not Form.WORDED:
            counts[heading.form] = counts.get(heading.form, 0) + 1
            if any(opens_letter(units[after]) for after in range(index + 1, min(index + _LOOK_AHEAD, len(units)))):
                supported.add(heading.form)
    return frozenset(form for form in supported if counts[form] >= _FEWEST_OF_A_FORM)
