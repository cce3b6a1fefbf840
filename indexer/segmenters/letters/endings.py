"""Where a letter ends: its valediction and signature, and what belongs to it below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.dates import ParsedDate
from indexer.segmenters.letters.datelines import read_dateline
from indexer.segmenters.letters.headings import is_numeral
from indexer.segmenters.letters.layout import Unit
from indexer.segmenters.letters.signatures import continues_signature, is_page_line, is_signed_name, signers
from indexer.segmenters.letters.valedictions import (
    is_attachment_heading,
    is_copy_note,
    is_footnote,
    is_numbered,
    is_postscript,
    is_references_heading,
    read_valediction,
)
from indexer.structure import BlockKind

_FEWEST_LISTED = 3
_MOST_WORDS_OF_A_NAME = 6


@dataclass(frozen=True, slots=True)
class Ending:
    """`end`: index of the first unit after the letter. `signed`: a signature closes it, or a `valediction`.

    `date`: of a dateline below the signature. `sure`: the end is marked, by a signature or by references.
    """

    end: int
    signers: tuple[str, ...] = ()
    date: ParsedDate | None = None
    signed: bool = False
    valediction: bool = False
    sure: bool = False


def find_ending(units: Sequence[Unit], body: int, limit: int, *, keep_rest: bool) -> Ending:
    """The ending of the letter whose text begins at unit `body` and that ends before unit `limit`.

    `keep_rest`: what stands below the signature is the letter's, as in printed letters with their unnamed
    postscripts, and not the page's own words.
    """
    limit = _before_page_lines(units, body, limit)
    closing = next((index for index in range(body + 1, limit) if _closes(units, index)), None)
    references = next((index for index in range(body + 1, limit) if is_references(units, index, limit)), None)
    trailers = _Trailers(units, limit, units[body], keep_rest)
    if closing is not None and (references is None or closing < references or read_valediction(units[closing].words)):
        return _signed_ending(units, closing, limit, trailers)
    if references is not None:
        return Ending(trailers.end_after(references), sure=True)
    return _unsigned_ending(units, body, limit, trailers)


def _before_page_lines(units: Sequence[Unit], body: int, limit: int) -> int:
    """The index where two lines of the page's frame in a row begin, or `limit`."""
    for index in range(body + 1, limit):
        first = units[index]
        if _is_frame(first) and read_valediction(first.words) is None:
            following = units[index + 1] if index + 1 < limit else None
            if following is None or len(first.lines) > 1 or _is_frame(following):
                return index
    return limit


def _is_frame(unit: Unit) -> bool:
    return unit.is_short and all(is_page_line(line.words) for line in unit.lines)


def _closes(units: Sequence[Unit], index: int) -> bool:
    if read_valediction(units[index].words) is not None:
        return True
    return units[index - 1].is_sentence and is_signed_name(units[index])


def _signed_ending(units: Sequence[Unit], closing: int, limit: int, trailers: _Trailers) -> Ending:
    valediction = read_valediction(units[closing].words)
    lines = [valediction.signer] if valediction and valediction.signer else []
    first = closing if valediction is None else closing + 1
    end = first
    date: ParsedDate | None = None
    while end < limit and (_opens_signature(units[end]) if end == first else continues_signature(units[end])):
        below = read_dateline(units[end].words)
        date = date or below
        lines.extend(line.words for line in units[end].lines if below is None)
        end += 1
    after = trailers.end_after(max(end, closing + 1))
    return Ending(after, signers(lines), date, signed=True, valediction=valediction is not None, sure=True)


def _opens_signature(unit: Unit) -> bool:
    """True for what may stand right below a valediction: short lines that are neither a label nor a frame."""
    return (
        all(len(line.words) <= 120 for line in unit.lines)
        and unit.kind is not BlockKind.HEADING
        and not (unit.is_title_like and len(unit.words.split()) > _MOST_WORDS_OF_A_NAME)
        and (not unit.is_sentence or is_signed_name(unit) or continues_signature(unit))
        and not is_postscript(unit.words)
        and not is_copy_note(unit.words)
        and not is_footnote(unit.words)
        and not is_references_heading(unit.words)
        and unit.kind is not BlockKind.RULE
    )


@dataclass(frozen=True, slots=True)
class _Trailers:
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
            elif self._may_stand_between(unit):
                index += 1
            else:
                break
        return end

    def _belongs(self, index: int) -> bool:
        unit = self.units[index]
        if is_postscript(unit.words) or is_copy_note(unit.words) or is_footnote(unit.words):
            return True
        if not self.keep_rest or self._is_title(unit) or self._is_editors(unit) or unit.kind is BlockKind.RULE:
            return False
        signs = is_signed_name(unit) or read_valediction(unit.words) is not None
        return unit.is_sentence or signs or self.limit < len(self.units)

    def _may_stand_between(self, unit: Unit) -> bool:
        """A rule parts footnotes from the letter, and a title may stand within it."""
        return unit.kind is BlockKind.RULE or (self.keep_rest and self._is_title(unit))

    def _is_title(self, unit: Unit) -> bool:
        return (unit.is_title_like and not is_signed_name(unit)) or is_numeral(unit.words)

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


def _unsigned_ending(units: Sequence[Unit], body: int, limit: int, trailers: _Trailers) -> Ending:
    """The end after the last running text, and after the names below it, if they are a signature."""
    content = [index for index in range(body, limit) if _is_content(units[index])]
    end = content[-1] + 1 if content else body + 1
    lines: list[str] = []
    last = end
    while last < limit and continues_signature(units[last]):
        lines.extend(line.words for line in units[last].lines)
        last += 1
    names = signers(lines)
    # One name may be a link below the text; with nothing after it, or as a list, it is a signature.
    if names and (last == limit or len(names) >= _FEWEST_LISTED):
        return Ending(last, names, signed=True, sure=True)
    return Ending(trailers.end_after(end) if trailers.keep_rest else end)


def _is_content(unit: Unit) -> bool:
    return (
        unit.is_sentence
        or unit.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_ROW, BlockKind.PREFORMATTED)
        or is_footnote(unit.words)
    )
