"""Quotations in a page copied as text, where nothing but a line above them is left of the box they stood in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from indexer.attributions import read_attribution, read_inline
from indexer.structure import MOST_WRAPPED_CHARS
from indexer.voices.lines import SpokenLine
from indexer.voices.quotations import Quotation

_MOST_LINES = 60
_WORD = re.compile(r"\w+")


class CopiedQuotations:
    """Finds them in the documents of one source. `people`: the authors of its documents, who quote each other."""

    def __init__(self, text: str, people: Container[str]) -> None:
        self.people = people
        self._text = text
        self._all_words: str | None = None

    def find(self, lines: Sequence[SpokenLine]) -> Iterator[Quotation]:
        """The quotations in these lines of one document, which stand in no other quotation."""
        number = 0
        while number < len(lines):
            found = self._at(lines, number)
            if found is None:
                number += 1
                continue
            last, quoted = found
            yield Quotation(lines[number].start, lines[last].end, quoted)
            number = last + 1

    def _at(self, lines: Sequence[SpokenLine], number: int) -> tuple[int, str | None] | None:
        """The last line of the quotation that the line at `number` begins, and who is quoted."""
        words = lines[number].words
        inline = read_inline(words)
        if inline and inline[0] in self.people:
            return number + self._echoed(inline[1], lines, number + 1), inline[0]
        said = read_attribution(words)
        if said is None or number + 1 == len(lines) or not (said.certain or self._is_title(said.quoted)):
            return None
        echoed = self._echoed("", lines, number + 1)
        return (number + echoed if echoed else _end_of_paragraph(lines, number + 1)), said.quoted

    def _is_title(self, quoted: str | None) -> bool:
        """Whether `Quote:` or `ada wrote:` is what forum software writes: people introduce others by name as well."""
        return quoted is None or quoted in self.people

    def _echoed(self, begun: str, lines: Sequence[SpokenLine], first: int) -> int:
        """How many lines from `first` on say, after the words `begun`, what stands elsewhere in the source too."""
        words = _WORD.findall(begun.casefold())
        for number, line in enumerate(lines[first : first + _MOST_LINES]):
            words += _WORD.findall(line.words.casefold())
            if not self._occurs_twice(f" {' '.join(words)} "):
                return number
        return min(len(lines) - first, _MOST_LINES)

    def _occurs_twice(self, words: str) -> bool:
        if self._all_words is None:
            self._all_words = f" {' '.join(_WORD.findall(self._text.casefold()))} "
        first = self._all_words.find(words)
        return first >= 0 and self._all_words.find(words, first + 1) >= 0


def _end_of_paragraph(lines: Sequence[SpokenLine], first: int) -> int:
    """The last line of the paragraph at `first`: one line where lines are not wrapped; else up to a blank line, or to
    one that stands further left, as the left column of a page does.
    """
    if len(lines[first].words) > MOST_WRAPPED_CHARS:
        return first
    last = first
    while last + 1 < len(lines):
        below = lines[last + 1]
        if below.after_blank or below.indent < lines[first].indent or len(below.words) > MOST_WRAPPED_CHARS:
            break
        last += 1
    return last
