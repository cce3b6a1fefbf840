"""What a quotation is, and how several findings of quotations become one list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from indexer.passages import stretches


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch [start, end) of a source's text that is somebody else's words, with the line that says whose.

    `quoted`: the name of the one quoted, None where the text does not say.
    """

    start: int
    end: int
    quoted: str | None = None


def combined(text: str, findings: Iterable[Iterable[Quotation]]) -> tuple[Quotation, ...]:
    """All findings as quotations that ascend, do not overlap and have words; where two overlap, the former holds.

    Those of one finding must not overlap. Neighbours of one person with nothing but white space between them are one.
    """
    apart: list[Quotation] = []
    for found in findings:
        taken = [(one.start, one.end) for one in apart]
        apart.extend(chain.from_iterable(_pieces(text, one, taken) for one in found))
    joined: list[Quotation] = []
    for one in sorted(apart, key=lambda each: each.start):
        before = joined[-1] if joined else None
        if before and before.quoted == one.quoted and not text[before.end : one.start].strip():
            joined[-1] = replace(before, end=one.end)
        else:
            joined.append(one)
    return tuple(one for one in joined if any(map(str.isalnum, text[one.start : one.end])))


def quotation_at(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation that an offset lies in. `quotations`: ascending, apart."""
    position = bisect_right(quotations, offset, key=lambda one: one.start) - 1
    return quotations[position] if position >= 0 and offset < quotations[position].end else None


def seams(text: str, quotations: Iterable[Quotation]) -> tuple[int, ...]:
    """Where another voice begins: the offsets of the first character of each quotation, and of what follows it."""
    found: set[int] = set()
    for one in quotations:
        rest = text[one.end : one.end + 1]
        following = one.end
        while rest.isspace():
            following += 1
            rest = text[following : following + 1]
        found |= {one.start, following}
    return tuple(sorted(found))


def _pieces(text: str, found: Quotation, taken: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """What nobody has taken of a quotation, without white space at its ends."""
    for start, end in stretches(found.start, found.end, taken):
        words = text[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if first < last:
            yield Quotation(first, last, found.quoted)
