"""Block quotations in letters: prose set in from the margin below a line that announces it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.voices.lines import SpokenLine
from indexer.voices.quotations import Quotation

_FEWEST_CHARS_IN = 2
_FEWEST_WORDS = 12
_ANNOUNCES = (":", ":—", ":--", ":-", ":–")
_ENDS_PROSE = (".", "!", "?", "…", '."', ".”", ".'", ".’", "!”", "?”", '!"', '?"')
_FEWEST_CHARS_A_LINE = 35


def indented_quotations(lines: Sequence[SpokenLine]) -> Iterator[Quotation]:
    """The runs of paragraphs that stand to the right of the letter's margin below a paragraph that ends with a colon.

    They must read as prose: addresses, sums and verses are set in too, and are the writer's own.
    """
    if not lines:
        return
    margin = Counter(line.indent for line in lines).most_common(1)[0][0]
    paragraphs = list(_paragraphs(lines))
    number = 1
    while number < len(paragraphs):
        last = number
        while last < len(paragraphs) and _is_set_in(paragraphs[last], margin):
            last += 1
        if last > number and _announces(paragraphs[number - 1], margin) and _is_prose(paragraphs[number:last]):
            yield Quotation(paragraphs[number][0].start, paragraphs[last - 1][-1].end)
        number = max(last, number + 1)


def _paragraphs(lines: Sequence[SpokenLine]) -> Iterator[Sequence[SpokenLine]]:
    starts = [number for number, line in enumerate(lines) if line.after_blank or number == 0]
    yield from (lines[first:end] for first, end in pairwise([*starts, len(lines)]))


def _is_set_in(paragraph: Sequence[SpokenLine], margin: int) -> bool:
    return all(line.indent >= margin + _FEWEST_CHARS_IN for line in paragraph)


def _announces(paragraph: Sequence[SpokenLine], margin: int) -> bool:
    return paragraph[-1].indent <= margin and paragraph[-1].words.endswith(_ANNOUNCES)


def _is_prose(paragraphs: Sequence[Sequence[SpokenLine]]) -> bool:
    lines = [line for paragraph in paragraphs for line in paragraph]
    words = sum(len(line.words.split()) for line in lines)
    full = all(len(line.words) >= _FEWEST_CHARS_A_LINE for paragraph in paragraphs for line in paragraph[:-1])
    return words >= _FEWEST_WORDS and full and lines[-1].words.endswith(_ENDS_PROSE)
