"""A source as units: paragraphs, and the single lines that structure a letter, whatever blocks the reader made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.segmenters.letters.datelines import read_dateline
from indexer.segmenters.letters.labels import read_label
from indexer.segmenters.letters.marks import is_references_heading
from indexer.segmenters.letters.names import is_name, person_in
from indexer.segmenters.letters.salutations import is_to_the_editor, opens_printed_letter, read_salutation
from indexer.segmenters.letters.valedictions import read_run_in_valediction, read_valediction
from indexer.structure import MOST_WRAPPED_CHARS, Block, BlockKind, StructuredText

_LONGEST_SHORT_CHARS = 160
_MOST_TITLE_WORDS = 14
_MARKS = {BlockKind.HEADING: re.compile(r"^#+\s*"), BlockKind.QUOTE: re.compile(r"^(?:>\s?)+")}
# A line that would have had room for the next word was not wrapped there.
_NARROWEST_WRAP_CHARS = 60
_LONGEST_SIGNATURE_CHARS = 60
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[\w{1,3}\]|\*)*$")


@dataclass(frozen=True, slots=True)
class Line:
    """`words`: the line without marks of the format; `indent`: white space before it, in characters."""

    start: int
    end: int
    words: str
    indent: int


@dataclass(frozen=True)
class Unit:
    """A paragraph, a heading, a list item or a line on its own.

    `words`: all of it on one line. `blank_lines`: how many stand above it.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    words: str
    blank_lines: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.lines[-1].end

    @cached_property
    def is_sentence(self) -> bool:
        """True for running text: it ends as a sentence does, or is too long for anything else."""
        words = self.words
        if self.kind in (BlockKind.HEADING, BlockKind.RULE) or self.is_title_like:
            return False
        return (_SENTENCE_END.search(words) is not None and " " in words) or len(words) > _LONGEST_SHORT_CHARS * 2

    @cached_property
    def is_short(self) -> bool:
        """True for what may be a title, a name, an address or a link, and is no running text."""
        return not self.is_sentence and self.kind is not BlockKind.RULE

    @cached_property
    def is_title_like(self) -> bool:
        """True for a heading, and for a paragraph wholly in capitals or in italics, short enough for one."""
        words = self.words
        if self.kind is BlockKind.HEADING:
            return True
        if len(words) > _LONGEST_SHORT_CHARS * 2 or " " not in words:
            return False
        return self.is_in_italics or (words.isupper() and len(words) > 12)

    @property
    def is_in_italics(self) -> bool:
        """True where the whole of it is marked as `_emphasised_`."""
        words = self.words
        return len(words) > 2 and words[0] == words[-1] == "_" and words.count("_") == 2


def units_of(source: StructuredText) -> tuple[Unit, ...]:
    """The units of a source in reading order; front matter is left out."""
    units: list[Unit] = []
    position = 0
    for block in source.blocks:
        if block.kind is not BlockKind.FRONT_MATTER:
            for lines in _groups(_lines(source.text, block), block.kind):
                blank_lines = max(source.text.count("\n", position, lines[0].start) - 1, 0)
                words = " ".join(line.words for line in lines)
                units.append(Unit(_kind(block, lines), lines, words, blank_lines))
                position = lines[-1].end
        position = block.end
    return tuple(units)


def is_title_of_next(units: Sequence[Unit], index: int, limit: int) -> bool:
    """True for a short line right above unit `limit`, nearer to it than to what stands above, or the headline there."""
    unit = units[index]
    if index + 1 != limit or limit >= len(units) or len(unit.lines) > 1:
        return False
    is_nearer = len(unit.words.split()) <= _MOST_TITLE_WORDS and unit.blank_lines >= 2 > units[limit].blank_lines
    return is_nearer or is_headline_of_next(units, index, limit)


def is_headline_of_next(units: Sequence[Unit], index: int, limit: int) -> bool:
    """True for the headline that newspapers give to the letter that begins with unit `limit`."""
    unit = units[index]
    if index + 1 != limit or limit >= len(units) or len(unit.lines) > 1 or len(unit.words.split()) > _MOST_TITLE_WORDS:
        return False
    is_apart = index == 0 or unit.blank_lines > 0 or unit.kind is BlockKind.HEADING
    may_be_title = unit.is_short or unit.words.isupper()
    return is_apart and may_be_title and opens_printed_letter(units[limit].lines[0].words)


def _kind(block: Block, lines: tuple[Line, ...]) -> BlockKind:
    """A list item's kind is its own only for the lines that belong to it."""
    return BlockKind.PARAGRAPH if block.kind is BlockKind.LIST_ITEM and lines[0].start > block.start else block.kind


def _lines(text: str, block: Block) -> list[Line]:
    lines: list[Line] = []
    marks = _MARKS.get(block.kind)
    for match in re.finditer(r"\S[^\n]*", text[block.start : block.end]):
        raw = match[0].rstrip()
        start = block.start + match.start()
        indent = start - (text.rfind("\n", 0, start) + 1)
        words = " ".join((marks.sub("", raw) if marks else raw).replace("**", "").replace("__", "").split())
        if words:
            lines.append(Line(start, start + len(raw), words, indent))
    return lines


def _groups(lines: list[Line], kind: BlockKind) -> Iterator[tuple[Line, ...]]:
    """The lines of a block, parted before and after each line that is a mark of a letter."""
    group: list[Line] = []
    wrapped = max((len(line.words) for line in lines), default=0) <= MOST_WRAPPED_CHARS
    for line in lines:
        if group and (not wrapped or _parts(group, line, kind)):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _parts(group: list[Line], line: Line, kind: BlockKind) -> bool:
    """True where `line` begins a new unit after the lines of `group`."""
    last = group[-1]
    if kind is BlockKind.LIST_ITEM and (group[0].indent > line.indent or _ends_early(last, line)):
        return True
    if _stands_alone(last, group) or _begins(line) or _signs(group, line):
        return True
    # An unindented line after indented ones, or the reverse, begins a signature or ends an address.
    return abs(line.indent - last.indent) >= 12


def _ends_early(line: Line, following: Line) -> bool:
    next_word = following.words.split(" ", 1)[0]
    return following.indent <= line.indent and len(line.words) + 1 + len(next_word) <= _NARROWEST_WRAP_CHARS


def _begins(line: Line) -> bool:
    return (
        read_label(line.words) is not None
        or is_to_the_editor(line.words)
        or read_salutation(line.words) is not None
        or read_valediction(line.words) is not None
        or read_dateline(line.words) is not None
    )


def _signs(group: list[Line], line: Line) -> bool:
    """True for a full name below the last words of a letter: in capitals, or in the paragraph of the salutation."""
    above = group[-1].words
    if len(line.words) > _LONGEST_SIGNATURE_CHARS or above.isupper() or not _SENTENCE_END.search(above):
        return False
    person = person_in(line.words)
    if person is None or " " not in person or not is_name(line.words):
        return False
    return line.words.partition(",")[0].isupper() or opens_printed_letter(group[0].words)


def _stands_alone(line: Line, group: list[Line]) -> bool:
    """True for a line that nothing continues: a label, a salutation, a valediction, a dateline."""
    label = read_label(line.words)
    if label is not None:
        return not label.value.endswith((";", ","))
    salutation = read_salutation(line.words)
    return (
        (salutation is not None and salutation.alone)
        or is_to_the_editor(line.words)
        or read_run_in_valediction(line.words) is not None
        or (len(group) == 1 and (read_valediction(line.words) is not None or is_references_heading(line.words)))
        or read_dateline(line.words) is not None
    )
