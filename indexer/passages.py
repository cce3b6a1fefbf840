"""Passages: a document cut into contiguous stretches of about 80 to 160 words, along paragraphs and sentences."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from sentencex import get_sentence_boundaries

from indexer.structure import Block, BlockKind

MIN_WORDS = 80
MAX_WORDS = 160
CHARS_A_WORD = 12
"""So many characters count as a word where white space shows fewer: addresses, and scripts without spaces."""

_WHOLE_KINDS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_SPLICE_WORDS = 25
"""How far from the middle a cut may lie, to fall between paragraphs and not within one."""
_WINDOW_CHARS = 10_000
"""The sentence splitter takes quadratic time on some texts (a run of opening quotes), so it gets this much at once."""
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_WORD = re.compile(r"\S+")


class _Unit(NamedTuple):
    """A paragraph with the white space after it, and with the headings before it.

    `body`: where the paragraph itself starts. `whole`: not to be divided.
    """

    start: int
    end: int
    body: int
    words: int
    whole: bool


class _Atom(NamedTuple):
    """The least that is moved from one passage to another: a sentence, or a part of an overlong one."""

    start: int
    words: int


_block_start: Callable[[Block], int] = attrgetter("start")
_block_end: Callable[[Block], int] = attrgetter("end")
_unit_end: Callable[[_Unit], int] = attrgetter("end")


def stretches(start: int, end: int, holes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of `[start, end)` without the holes, which may touch or overlap: ascending, nothing empty."""
    position = start
    for hole_start, hole_end in sorted(holes):
        if position < min(hole_start, end):
            yield position, min(hole_start, end)
        position = max(position, hole_end)
    if position < end:
        yield position, end


def split_passages(
    text: str,
    start: int,
    end: int,
    blocks: Sequence[Block],
    holes: Sequence[tuple[int, int]] = (),
    seams: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """The passages of the document `text[start:end]`, as offsets in `text`, ascending.

    `blocks`: those of the whole source, in reading order. `holes`: the documents quoted in this one; their words
    are theirs. Every character outside the holes is in exactly one passage, but for a stretch between holes that
    is nothing but white space. A heading stays with what follows it. `seams`: ascending offsets of words at which a
    passage must begin, because another voice does.
    """
    passages: list[tuple[int, int]] = []
    for first, last in stretches(start, end, holes):
        if text[first:last].isspace():
            continue
        for opened, closed in pairwise([first, *_seams_within(text, first, last, seams), last]):
            passages.extend(pairwise([opened, *_cuts(text, opened, closed, blocks), closed]))
    return passages


def _seams_within(text: str, start: int, end: int, seams: Sequence[int]) -> Iterator[int]:
    """Those between the ends of a stretch, but for one with nothing but white space before it."""
    for seam in seams[bisect_right(seams, start) : bisect_left(seams, end)]:
        if not text[start:seam].isspace():
            yield seam


def _cuts(text: str, start: int, end: int, blocks: Sequence[Block]) -> list[int]:
    """Where, strictly between `start` and `end`, a new passage begins."""
    if _count_words(text, start, end) <= MAX_WORDS:
        return []
    units = _units(text, start, end, blocks)
    cuts = _pack(text, units)
    _mend_tail(text, units, cuts)
    return cuts[1:]


def _count_words(text: str, start: int, end: int) -> int:
    words = text[start:end].split()
    if end - start < CHARS_A_WORD * len(words):
        return len(words)
    return max(len(words), sum(map(len, words)) // CHARS_A_WORD)


def _units(text: str, start: int, end: int, blocks: Sequence[Block]) -> list[_Unit]:
    """The stretch as units without gaps; the first takes in whatever stands before the first block."""
    units: list[_Unit] = []
    opened, body, kind = start, start, BlockKind.PARAGRAPH
    glued = True
    first, last = bisect_left(blocks, start + 1, key=_block_end), bisect_left(blocks, end, key=_block_start)
    for block in blocks[first:last]:
        if not glued:
            units.append(_unit(text, opened, block.start, body, kind))
            opened = block.start
        body = max(block.start, start)
        kind = block.kind
        glued = kind is BlockKind.HEADING
    units.append(_unit(text, opened, end, body, kind))
    return units


def _unit(text: str, start: int, end: int, body: int, kind: BlockKind) -> _Unit:
    words = _count_words(text, start, end)
    return _Unit(start, end, body, words, whole=kind in _WHOLE_KINDS and words <= MAX_WORDS)


def _pack(text: str, units: Sequence[_Unit]) -> list[int]:
    """Where passages begin, the first included: a paragraph that ends past MIN_WORDS ends its passage."""
    cuts = [units[0].start]
    size = 0
    for unit in units:
        if size >= MIN_WORDS:
            cuts.append(unit.start)
            size = 0
        if size + unit.words <= MAX_WORDS:
            size += unit.words
        elif unit.whole:
            if size < MIN_WORDS // 2:
                size += unit.words
            else:
                cuts.append(unit.start)
                size = unit.words
        else:
            size = _divide(text, unit, size, cuts)
    return cuts


def _divide(text: str, unit: _Unit, size: int, cuts: list[int]) -> int:
    """Spread a long unit over passages of like size; the first already holds `size` words.

    Adds to `cuts` and returns the words in the last passage.
    """
    left = size + unit.words
    target = _even_share(left)
    for atom in _atoms(text, unit):
        if size and (size + atom.words > MAX_WORDS or size + atom.words / 2 > target):
            cuts.append(atom.start)
            left -= size
            size = 0
            target = _even_share(left)
        size += atom.words
    return size


def _even_share(words: int) -> float:
    """The size of passages when so many words are spread over as few as will hold them."""
    return words / max(1, math.ceil(words / MAX_WORDS))


def _mend_tail(text: str, units: Sequence[_Unit], cuts: list[int]) -> None:
    """Join a short last passage to the one before, or move the cut between the two to where they are even."""
    end = units[-1].end
    if len(cuts) < 2 or _count_words(text, cuts[-1], end) >= MIN_WORDS:
        return
    total = _count_words(text, cuts[-2], end)
    if total <= MAX_WORDS:
        cuts.pop()
    else:
        cuts[-1] = _even_cut(text, units, cuts[-2], cuts[-1], total)


def _even_cut(text: str, units: Sequence[_Unit], start: int, cut: int, total: int) -> int:
    """A better place than `cut` to divide the `total` words from `start` on: near the middle, rather between units."""
    best_cost, before = math.inf, 0
    for unit in units[bisect_left(units, start + 1, key=_unit_end) :]:
        for atom in [_Atom(unit.start, unit.words)] if unit.whole else _atoms(text, unit):
            if atom.start < start:
                continue
            cost = abs(before - total / 2) + (0 if atom.start == unit.start else _SPLICE_WORDS)
            if before and cost < best_cost:
                cut, best_cost = atom.start, cost
            before += atom.words
    return cut


def _atoms(text: str, unit: _Unit) -> Iterator[_Atom]:
    """The unit's sentences, each with the white space after it; the headings go with the first."""
    starts = [unit.start, *(start for start in _sentence_starts(text, unit.body, unit.end) if start > unit.body)]
    for start, end in pairwise([*starts, unit.end]):
        words = _count_words(text, start, end)
        if words <= MAX_WORDS:
            yield _Atom(start, words)
        else:
            yield from _fragments(text, start, end)


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin in `text[start:end]`, ascending."""
    while start < end:
        window = text[start : min(end, start + _WINDOW_CHARS)]
        found = [
            start + boundary["start_index"] + len(boundary["text"]) - len(boundary["text"].lstrip())
            for boundary in get_sentence_boundaries("en", window)
            if not boundary["text"].isspace()
        ]
        if start + len(window) == end:
            yield from found
            return
        # The last sentence of a window goes on in the next one.
        yield from found[:-1] or found
        start = found[-1] if len(found) > 1 else start + len(window)


def _fragments(text: str, start: int, end: int) -> Iterator[_Atom]:
    """An overlong sentence in parts of at most MAX_WORDS: lines where there are any, else runs of words."""
    for line in _LINE.finditer(text, start, end):
        words = _count_words(text, line.start(), line.end())
        if words <= MAX_WORDS:
            yield _Atom(line.start(), words)
        else:
            yield from _word_runs(text, line.start(), line.end())


def _word_runs(text: str, start: int, end: int) -> Iterator[_Atom]:
    """A line without sentences in runs of at most MIN_WORDS; a word longer than that is cut wherever it must be."""
    longest = MIN_WORDS * CHARS_A_WORD
    opened, words, chars = start, 0, 0
    for word in _WORD.finditer(text, start, end):
        first, last = word.span()
        if words and (words == MIN_WORDS or chars + last - first > longest):
            yield _Atom(opened, max(words, chars // CHARS_A_WORD))
            opened, words, chars = first, 0, 0
        for cut in range(first + longest, last, longest):
            yield _Atom(opened, MIN_WORDS)
            opened = first = cut
        words += 1
        chars += last - first
    yield _Atom(opened, max(words, chars // CHARS_A_WORD))
