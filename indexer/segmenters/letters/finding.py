"""The letters of a source: each head with the text below it, kept where enough speaks for a letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from indexer.segmenters.letters.endings import Ending, find_ending
from indexer.segmenters.letters.head_reading import Head
from indexer.segmenters.letters.heads import find_heads
from indexer.segmenters.letters.joining import joined_heads
from indexer.segmenters.letters.layout import Unit

# From what speaks for a letter to how sure that makes: a salutation alone is 2, with a valediction 3.
_CONFIDENCE = {2: 0.5, 3: 0.8, 4: 0.9, 5: 0.93}
_MOST_CONFIDENCE = 0.95
_FEWEST_POINTS = 2
_FEWEST_POINTS_ANYWHERE = 3
_FEWEST_WORDS_OF_TEXT = 6
_MOST_WORDS_ABOVE_UNCERTAIN = 40
_OPENING_QUOTES = ('"', "“", "„", "«", "‟")
_CLOSING_QUOTES = ('"', "”", "“", "»")
_MOST_UNITS_OF_A_QUOTATION = 40


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter as units: its text is those from `head.body` up to `ending.end`.

    `title_above`: the heading is that of the page, above the page's own words.
    """

    head: Head
    ending: Ending
    title_above: bool = False

    @property
    def confidence(self) -> float:
        """How sure this is a letter, 0 to 1."""
        return _CONFIDENCE.get(self.points, _MOST_CONFIDENCE if self.points > max(_CONFIDENCE) else 0.0)

    @property
    def points(self) -> int:
        """What speaks for it: its head, and that it is signed."""
        return self.head.points + self.ending.signed


def find_letters(units: Sequence[Unit]) -> tuple[FoundLetter, ...]:
    """The letters in reading order."""
    outside, closed = _outside_quotations(units, find_heads(units))
    heads = joined_heads(units, outside)
    if not heads:
        return ()
    letters: list[FoundLetter] = []
    # Letters that begin with the source, without a word of introduction, have it to themselves.
    words_above = list(accumulate((_running_words(unit) for unit in units), initial=0))
    unintroduced = words_above[heads[0][0].first] == 0
    for (head, title_above), limit in zip(heads, _limits(heads, len(units)), strict=True):
        below = max(head.body, closed.get(head.first, 0))
        ending = find_ending(units, below, limit, keep_rest=unintroduced or head.in_series)
        letter = FoundLetter(head, ending, title_above)
        if _is_letter(units, letter, words_above[head.first]) and (not letters or head.first >= letters[-1].ending.end):
            letters.append(letter)
    return tuple(letters)


def _outside_quotations(units: Sequence[Unit], heads: Iterable[Head]) -> tuple[list[Head], dict[int, int]]:
    """The heads but those of a letter that is copied into another: a quotation opens with it and closes later.

    Also, by the first unit of each head with such a letter below it, the index after the last of these quotations:
    what ends the letter stands below them.
    """
    kept: list[Head] = []
    closed: dict[int, int] = {}
    after = 0
    for head in heads:
        opening = next((at for at in range(head.first, head.body) if _opens_quotation(units[at])), None)
        if kept and opening is not None and opening >= after:
            after = _after_quotation(units, opening)
            if after > opening:
                closed[kept[-1].first] = after
        if head.body >= after:
            kept.append(head)
    return kept, closed


def _opens_quotation(unit: Unit) -> bool:
    return unit.words.startswith(_OPENING_QUOTES)


def _after_quotation(units: Sequence[Unit], first: int) -> int:
    """The index after the unit that closes the quotation opened at `first`; `first` where none does soon."""
    for index in range(first, min(first + _MOST_UNITS_OF_A_QUOTATION, len(units))):
        if units[index].words.rstrip(" .,").endswith(_CLOSING_QUOTES):
            return index + 1
    return first


def _limits(heads: Sequence[tuple[Head, bool]], end: int) -> list[int]:
    """For each head the unit where its letter ends at the latest: the next head that cannot stand inside it.

    Anything like a head ends a letter whose own is too weak to stand alone.
    """
    limits: list[int] = []
    next_head = next_letter = end
    for head, _ in reversed(heads):
        is_letter = head.points >= _FEWEST_POINTS
        limits.append(next_letter if is_letter else next_head)
        next_head = head.first
        next_letter = head.first if is_letter else next_letter
    return limits[::-1]


def _is_letter(units: Sequence[Unit], letter: FoundLetter, words_above: int) -> bool:
    """True where enough speaks for it: more without a salutation or valediction, and below much other text."""
    salutation = letter.head.salutation
    is_marked = (salutation is not None and salutation.certain) or letter.ending.valediction
    is_at_top = words_above <= _MOST_WORDS_ABOVE_UNCERTAIN
    fewest = _FEWEST_POINTS if is_at_top and is_marked else _FEWEST_POINTS_ANYWHERE
    text = units[letter.head.body : letter.ending.end]
    has_text = any(unit.is_sentence or len(unit.words.split()) >= _FEWEST_WORDS_OF_TEXT for unit in text)
    return has_text and letter.points >= fewest


def _running_words(unit: Unit) -> int:
    return len(unit.words.split()) if unit.is_sentence else 0
