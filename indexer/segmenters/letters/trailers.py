"""What follows a letter's signature and belongs to it: postscripts, copy notes, footnotes, references, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.segmenters.letters.headings import is_numeral
from indexer.segmenters.letters.layout import Unit, is_headline_of_next, is_title_of_next
from indexer.segmenters.letters.marks import (
    is_attachment_heading,
    is_copy_note,
    is_footnote,
    is_numbered,
    is_postscript,
    is_references_heading,
)
from indexer.segmenters.letters.signatures import is_signed_name
from indexer.segmenters.letters.valedictions import read_valediction
from indexer.structure import BlockKind


@dataclass(frozen=True, slots=True)
class Trailers:
    """What may follow a letter's signature, up to unit `limit`; `body` is where its text began."""

    units: Sequence[Unit]
    limit: int
    body: Unit
    keep_rest: bool

    def end_after(self, start: int) -> int:
        """The index after the postscripts, copy notes, footnotes, references and attachments from `start` on."""
        index = end = start
        while index < self.limit:
            unit = self.units[index]
            if is_references(self.units, index, self.limit):
                index = end = _after_list(self.units, index, self.limit)
            elif is_attachment_heading(unit.words) and self.limit == len(self.units):
                return self.limit
            elif self._belongs(index):
                index = end = index + 1
            elif self._may_stand_between(index):
                index += 1
            else:
                break
        return end

    def _belongs(self, index: int) -> bool:
        unit = self.units[index]
        if is_postscript(unit.words) or is_copy_note(unit.words) or is_footnote(unit.words):
            return True
        if not self.keep_rest or unit.kind is BlockKind.RULE or self._is_title(index) or self._is_editors(unit):
            return False
        signs = is_signed_name(unit) or read_valediction(unit.words) is not None
        return unit.is_sentence or signs or self.limit < len(self.units)

    def _may_stand_between(self, index: int) -> bool:
        """Rules part footnotes from the letter, and letters of a collection; a title may stand within a letter."""
        if self.units[index].kind is not BlockKind.RULE:
            return self.keep_rest and self._is_title(index)
        beside = self.units[index - 1 : index + 2]
        return self.limit < len(self.units) or any(is_footnote(unit.words) for unit in beside)

    def _is_title(self, index: int) -> bool:
        unit = self.units[index]
        apart = unit.is_title_like or is_title_of_next(self.units, index, self.limit)
        is_headline = is_headline_of_next(self.units, index, self.limit)
        return is_headline or (apart and not is_signed_name(unit)) or is_numeral(unit.words)

    def _is_editors(self, unit: Unit) -> bool:
        """True for an editor's note, which is set further in than the letter, its signature excepted."""
        indent = min(line.indent for line in unit.lines)
        return unit.is_sentence and indent > min(line.indent for line in self.body.lines) + 3


def is_references(units: Sequence[Unit], index: int, limit: int) -> bool:
    """True where a list of references begins: its heading, followed by numbered or listed entries."""
    if not is_references_heading(units[index].words) or index + 1 >= limit:
        return False
    following = units[index + 1]
    return following.kind is BlockKind.LIST_ITEM or is_numbered(following.words) or "http" in following.words


def _after_list(units: Sequence[Unit], heading: int, limit: int) -> int:
    """The index after the entries below a heading of references."""
    index = heading + 1
    first = units[index]
    numbered = is_numbered(first.words)
    while index < limit:
        unit = units[index]
        entry = is_numbered(unit.words) if numbered else unit.kind is first.kind and "http" in unit.words
        continued = unit.lines[0].indent > first.lines[0].indent and unit.blank_lines == 0
        if not (entry or continued or (unit.kind is BlockKind.LIST_ITEM and first.kind is BlockKind.LIST_ITEM)):
            break
        index += 1
    return index
