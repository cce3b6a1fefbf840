"""The words of a page around its letters: its introduction and its commentary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.segmenters.letters.finding import FoundLetter
from indexer.segmenters.letters.layout import Unit

# Fewer words of running text around the letters are a byline or a caption, no page of its own.
_FEWEST_WORDS_OF_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """The page's own words, as units `first` up to `end`. `holds`: letters stand between them."""

    first: int
    end: int
    holds: bool


def page_of(units: Sequence[Unit], letters: Sequence[FoundLetter]) -> Page | None:
    """The page's own words around its letters, or None where there are none to speak of.

    Words below the last letter count where they follow it at once: below links and captions stands a footer.
    """
    introduction = [index for index in range(letters[0].head.first) if units[index].is_sentence]
    commentary = [
        index
        for letter, following in zip(letters, [*letters[1:], None], strict=True)
        if letter.ending.sure and not (following and _announces(units, letter.ending.end, following.head.first))
        for index in _commentary(units, letter.ending.end, following.head.first if following else len(units))
    ]
    introduction = introduction if _words(units, introduction) >= _FEWEST_WORDS_OF_A_PAGE else []
    commentary = commentary if _words(units, commentary) >= _FEWEST_WORDS_OF_A_PAGE else []
    if not introduction and not commentary:
        return None
    first = introduction[0] if introduction else letters[0].head.first
    return Page(first, [*introduction, *commentary][-1] + 1, holds=bool(commentary))


def heading_lines(units: Sequence[Unit], letters: Sequence[FoundLetter]) -> list[str]:
    """The lines above the first letter that are no running text: the page's name, title and date."""
    return [line.words for unit in units[: letters[0].head.first] if unit.is_short for line in unit.lines]


def introduction_text(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int) -> str:
    """The page's words above the letter at `position`: its introduction, or what stands since the last letter."""
    start = letters[position - 1].ending.end if position else 0
    return "\n\n".join(unit.words for unit in units[start : letters[position].head.first])


def _announces(units: Sequence[Unit], start: int, first: int) -> bool:
    """True where a title begins the words between two letters: all below it introduces the second."""
    return start < first and not units[start].is_sentence


def _commentary(units: Sequence[Unit], start: int, end: int) -> list[int]:
    """The running text from `start` on, up to the first two lines in a row that are none."""
    running: list[int] = []
    for index in range(start, end):
        if units[index].is_sentence:
            running.append(index)
        elif index > start and not units[index - 1].is_sentence:
            break
    return running


def _words(units: Sequence[Unit], indexes: Sequence[int]) -> int:
    return sum(len(units[index].words.split()) for index in indexes)
