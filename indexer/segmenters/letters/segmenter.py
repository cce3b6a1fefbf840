"""The segmenter of letters: one letter, an exchange or a printed collection, and the page around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.letter_links import replies
from indexer.segmenters.letters.attribution import attribute
from indexer.segmenters.letters.datings import dates_of
from indexer.segmenters.letters.finding import FoundLetter, find_letters
from indexer.segmenters.letters.layout import Unit, units_of
from indexer.segmenters.letters.name_forms import defined_acronyms
from indexer.segmenters.letters.surroundings import Page, heading_lines, introduction_text, page_of
from indexer.segmenters.letters.titles import letter_title, page_title, without_marks
from indexer.segmenters.stated import first_line
from indexer.structure import BlockKind, StructuredText
from search.model import Kind

_PAGE_KEY = "page"
# Lines that a forum writes around its posts; where they recur, salutations and signatures are those of posts.
_FORUM_LINE = re.compile(
    r"(?:posts|joined|location|post subject|posted)\s*:\s*\S|.*\bwrote\s*:$|post(?:ed)? by\b|re: ", re.IGNORECASE
)
_LONGEST_FORUM_LINE_CHARS = 120
_FEWEST_FORUM_LINES = 3
_FEWEST_FORUM_SHARE = 0.03
_SHARE_LEFT_IN_A_FORUM = 0.4


class LettersSegmenter:
    """Finds letters by what heads and closes them."""

    name = "letters"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The letters of the source, and its own words as a web page, or None where no letter is found."""
        units = units_of(source)
        letters = find_letters(units)
        if not letters:
            return None
        page = page_of(units, letters)
        drafts = _letter_drafts(source, units, letters, page)
        answered = replies(drafts, source.text)
        drafts = [replace(draft, reply_to=answered.get(draft.key)) for draft in drafts]
        if page is not None:
            drafts = [_page_draft(source, units, page), *drafts]
        confidence = max(letter.confidence for letter in letters) * _share_left(units)
        return Proposal(self.name, confidence, tuple(sorted(drafts, key=lambda draft: (draft.start, -draft.end))))


def _letter_drafts(
    source: StructuredText, units: Sequence[Unit], letters: Sequence[FoundLetter], page: Page | None
) -> list[Draft]:
    acronyms = defined_acronyms(source.text)
    introductions = [introduction_text(units, letters, position) for position in range(len(letters))]
    attributions = attribute(letters, acronyms, "\n".join(introductions), source.text)
    authors = [attribution.authors for attribution in attributions]
    dates = dates_of(letters, authors, "\n\n".join(introductions), heading_lines(units, letters), acronyms)
    title = page_title(units, letters[0].head.first)
    return [
        Draft(
            key=f"letter-{position + 1}",
            kind=Kind.EMAIL if letter.head.electronic else Kind.LETTER,
            title=letter_title(units, letters, position, attribution),
            start=units[letter.head.body].start,
            end=_end(units, letter),
            authors=attribution.authors,
            signatories=attribution.signatories,
            recipients=attribution.recipients,
            date=date,
            quoted_in=_PAGE_KEY if page is not None and _lies_in(page, letter) else None,
            thread=title if len(letters) > 1 else None,
            url=source.metadata.get("url"),
        )
        for position, (letter, attribution, date) in enumerate(zip(letters, attributions, dates, strict=True))
    ]


def _end(units: Sequence[Unit], letter: FoundLetter) -> int:
    last = letter.ending.end - 1
    while last > letter.head.body and units[last].kind is BlockKind.RULE:
        last -= 1
    return units[last].end


def _lies_in(page: Page, letter: FoundLetter) -> bool:
    return page.holds and page.first <= letter.head.body and letter.ending.end <= page.end


def _page_draft(source: StructuredText, units: Sequence[Unit], page: Page) -> Draft:
    title = page_title(units, page.first) or source.metadata.get("title") or first_line(units[page.first].words)
    return Draft(
        key=_PAGE_KEY,
        kind=Kind.WEB_PAGE,
        title=without_marks(title),
        start=units[page.first].start,
        end=units[page.end - 1].end,
        url=source.metadata.get("url"),
    )


def _share_left(units: Sequence[Unit]) -> float:
    """1, or less where the lines of a forum stand between the texts."""
    lines = [line.words for unit in units for line in unit.lines]
    of_forum = sum(len(words) < _LONGEST_FORUM_LINE_CHARS and _FORUM_LINE.match(words) is not None for words in lines)
    is_forum = of_forum >= max(_FEWEST_FORUM_LINES, _FEWEST_FORUM_SHARE * len(lines))
    return _SHARE_LEFT_IN_A_FORUM if is_forum else 1.0
