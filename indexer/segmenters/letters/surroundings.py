"""What surrounds the letters of a page: its title, its introduction, the titles above each letter, its commentary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.segmenters.letters.finding import FoundLetter
from indexer.segmenters.letters.headings import is_numeral, read_heading
from indexer.segmenters.letters.layout import Unit
from indexer.segmenters.letters.names import is_contact, is_name
from indexer.segmenters.letters.signatures import is_page_line
from indexer.segmenters.letters.valedictions import is_attachment_heading
from indexer.structure import BlockKind

# Fewer words of running text around the letters are a byline or a caption, no page of its own.
_FEWEST_WORDS_OF_A_PAGE = 12
_LONGEST_TITLE_CHARS = 200


@dataclass(frozen=True, slots=True)
class Page:
    """The page's own words, as units `first` up to `end`. `holds`: letters stand between them."""

    first: int
    end: int
    holds: bool


def page_of(units: Sequence[Unit], letters: Sequence[FoundLetter]) -> Page | None:
    """The page's own words around its letters, or None where there are none to speak of."""
    introduction = _running(units, 0, letters[0].head.first)
    commentary = [
        index
        for letter, following in zip(letters, [*letters[1:], None], strict=True)
        if letter.ending.sure and not (following and following.title_above)
        for index in _running(units, letter.ending.end, following.head.first if following else len(units))
    ]
    own = [*introduction, *commentary]
    if sum(len(units[index].words.split()) for index in own) < _FEWEST_WORDS_OF_A_PAGE:
        return None
    first = introduction[0] if introduction else letters[0].head.first
    return Page(first, own[-1] + 1, holds=bool(commentary))


def introduction_text(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int) -> str:
    """The page's words above the letter at `position`: its introduction, or what stands since the last letter."""
    start = letters[position - 1].ending.end if position else 0
    return "\n\n".join(unit.words for unit in units[start : letters[position].head.first])


def page_title(units: Sequence[Unit], first: int) -> str | None:
    """The title above the unit `first`: the first heading, else the first short line."""
    above = [unit for unit in units[:first] if _may_be_title(unit)]
    headings = [unit for unit in above if unit.kind is BlockKind.HEADING]
    return (headings or above)[0].words if above else None


def title_above(units: Sequence[Unit], letters: Sequence[FoundLetter], position: int) -> str | None:
    """The title right above a letter, below the running text of the page or the previous letter."""
    start = letters[position - 1].ending.end if position else 0
    end = letters[position].head.first
    start = max([start, *(index + 1 for index in _running(units, start, end))])
    above = [unit.words for unit in units[start:end] if _may_be_title(unit) and _says_more_than_a_name(unit)]
    return above[-1] if above else None


def _running(units: Sequence[Unit], start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if units[index].is_sentence]


def _may_be_title(unit: Unit) -> bool:
    words = unit.words
    if unit.kind is BlockKind.RULE or len(words) > _LONGEST_TITLE_CHARS or not (unit.is_short or unit.is_title_like):
        return False
    if is_numeral(words) or is_attachment_heading(words) or is_page_line(words) or is_contact(words):
        return False
    return len(unit.lines) <= 3 and len(words.split()) > 1


def _says_more_than_a_name(unit: Unit) -> bool:
    """False for a letterhead or the lines of an address."""
    return unit.is_title_like or not is_name(unit.words) or read_heading(unit.words) is not None
