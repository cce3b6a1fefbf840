"""Quotations that marks or elements show, one within another: who is quoted at which depth, from the lines above."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.attributions import Attribution, read_attribution, read_box_title
from indexer.voices.lines import SpokenLine
from indexer.voices.message_fields import fields_at, sender_of
from indexer.voices.quotations import Quotation

_MOST_ATTRIBUTION_LINES = 3


@dataclass(slots=True)
class _Placed:
    """A line at the depth of what it belongs to, which for an attribution is the quotation below it.

    `names`: whom the attribution that begins here names. `boxed`: the quotation is an element, and ends with it.
    """

    start: int
    end: int
    depth: int
    boxed: bool
    names: Attribution | None = None


def nested_quotations(lines: Sequence[SpokenLine], people: Container[str]) -> Iterator[Quotation]:
    """A quotation for each line that stands in one. `people`: whose names alone may be the title of a box.

    A name holds at its depth until another takes its place, since marked quotations are interrupted by the answers to
    their points; that of a box holds to the end of the box.
    """
    if not any(line.depth for line in lines):
        return
    names: dict[int, _Placed] = {}
    for placed in _placed(lines, people):
        names = {depth: one for depth, one in names.items() if depth <= placed.depth or not one.boxed}
        if placed.names:
            names[placed.depth] = placed
        if placed.depth:
            named = names.get(placed.depth)
            yield Quotation(placed.start, placed.end, named.names.quoted if named and named.names else None)


def _placed(lines: Sequence[SpokenLine], people: Container[str]) -> list[_Placed]:
    placed = [_Placed(line.start, line.end, line.depth, line.boxed) for line in lines]
    for number, (line, following) in enumerate(pairwise(lines)):
        if line.depth < following.depth and not _opens_box(lines, placed, number):
            _place_above(lines, placed, number)
    for number, line in enumerate(lines):
        if line.boxed and line.opens_block and placed[number].names is None:
            _place_box_title(lines, placed, number, people)
        if line.depth and placed[number].names is None and (not number or lines[number - 1].depth < line.depth):
            sender = sender_of(fields_at(lines, number))
            placed[number].names = Attribution(sender) if sender else None
    return placed


def _place_above(lines: Sequence[SpokenLine], placed: Sequence[_Placed], last: int) -> None:
    """Put the attribution that ends with the line `last` into the quotation below it, if it is one."""
    found: tuple[int, Attribution] | None = None
    words = ""
    for number in range(last, max(-1, last - _MOST_ATTRIBUTION_LINES), -1):
        if lines[number].depth != lines[last].depth:
            break
        words = f"{lines[number].words} {words}".strip()
        attribution = read_attribution(words)
        # A line that is one already goes on above only where that makes it begin with its date.
        if attribution and (found is None or attribution.dated):
            found = (number, attribution)
        if lines[number].after_blank:
            break
    if found is None:
        return
    first, attribution = found
    for number in range(first, last + 1):
        placed[number].depth += 1
        placed[number].boxed = lines[last + 1].boxed
    placed[first].names = attribution


def _place_box_title(
    lines: Sequence[SpokenLine], placed: Sequence[_Placed], number: int, people: Container[str]
) -> None:
    """Let the first line of a box name who is quoted there; further down only a line that forum software writes."""
    words = lines[number].words
    if _opens_box(lines, placed, number):
        placed[number].names = read_box_title(words, people)
        return
    found = read_attribution(words)
    if found is None:
        return
    before = placed[number - 1]
    is_second_line = before.names is not None and before.names.quoted is None and before.depth == placed[number].depth
    if is_second_line:  # `Quote:`, and below it whom
        before.names = found
    elif found.certain:
        placed[number].names = found


def _opens_box(lines: Sequence[SpokenLine], placed: Sequence[_Placed], number: int) -> bool:
    """Whether a box begins with this line, with nothing above it that says whom it quotes."""
    return lines[number].boxed and (number == 0 or placed[number - 1].depth < lines[number].depth)
