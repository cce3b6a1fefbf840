"""The segmenter of press releases: one, or several in a text, each below the line that says when it may be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import IGNORECASE

from indexer.date_places import DATELINE
from indexer.dates import find_dates, parse_date
from indexer.readers.html_tree import HtmlSource
from indexer.segmenters.base import Draft, Proposal
from indexer.segmenters.lines import Line, lines_of
from indexer.segmenters.stated import first_line
from indexer.structure import StructuredText
from search.model import DatePrecision, DocumentDate, Kind

# One is surer than a page, and less sure than the letters that a release may give in full.
_CONFIDENCE_OF_ONE = 0.6
_CONFIDENCE_OF_SEVERAL = 0.96
_RELEASE = re.compile(
    r"[*\s]*(?:(?:press|news|media) (?:release|statement)(?:\s*[-–—:/]*\s*for (?:immediate|general) release)?"
    r"|for (?:immediate|general) release|(?:strictly )?embargoed?\b.{0,60}\d.{0,30}|pressemitteilung"
    r"|communiqué de presse|comunicato stampa|comunicado de prensa|nota de prensa|persbericht)[*\s:.]*",
    IGNORECASE,
)
_NEAR_LINES = 4  # `PRESS RELEASE` and `FOR IMMEDIATE RELEASE` may stand above one another
_CONTACT = re.compile(
    r"(?:(?:media|press) )?(?:contacts?|enquiries|inquiries)\b.*"
    r"|(?:tel|telephone|phone|mobile|fax|e-?mail|web(?:site)?)\b\W.*|\S+@\S+|(?:https?://|www\.)\S+"
    r"|[+\d][\d ()./-]{6,}",
    IGNORECASE,
)
_END = re.compile(r"[-–—\s]*(?:#\s?#\s?#|30|ends?)[-–—\s]*", IGNORECASE)
_ABOUT = re.compile(r"about (?:the )?(?P<name>[A-Z][^.:]{2,80}?):?", IGNORECASE)
_MOST_WORDS_ABOVE = 20  # as on headed paper
_LINES_WITH_A_DATE = 14
_MOST_CHARS_ABOVE_A_DATE = 60
_FEWEST_WORDS = 40


class PressReleasesSegmenter:
    """Finds press releases, with headline, day and the body that releases them where it says what it is."""

    name = "press releases"

    def propose(self, source: StructuredText) -> Proposal | None:
        """The releases in reading order; None where a text does not begin with one, and for pages, which tell more."""
        if isinstance(source, HtmlSource):
            return None
        lines = lines_of(source.text)
        heads = list(_heads(lines))
        if not heads or sum(len(line.text.split()) for line in lines[: heads[0][0]]) > _MOST_WORDS_ABOVE:
            return None
        ends = [first for first, _ in heads[1:]] + [len(lines)]
        found = [_draft(source.text, lines, *head, end) for head, end in zip(heads, ends, strict=True)]
        drafts = tuple(draft for draft in found if draft is not None)
        if not drafts or len(drafts) < len(heads):
            return None
        return Proposal(self.name, _CONFIDENCE_OF_ONE if len(drafts) == 1 else _CONFIDENCE_OF_SEVERAL, drafts)


def _heads(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of what announces each release."""
    first = last = -1
    for number, line in enumerate(lines):
        if not line.text or not _RELEASE.fullmatch(line.text):
            continue
        if first >= 0 and number - last > _NEAR_LINES:
            yield first, last
            first = -1
        first, last = (number if first < 0 else first), number
    if first >= 0:
        yield first, last


def _draft(text: str, lines: Sequence[Line], first: int, last_of_head: int, end: int) -> Draft | None:
    """The release on the lines [first, end), from its headline on; None where it has hardly any words."""
    with_words = [number for number in range(last_of_head + 1, end) if lines[number].text]
    while with_words and _END.fullmatch(lines[with_words[-1]].text):
        with_words.pop()
    headline = _headline(lines, with_words)
    if headline is None:
        return None
    start, last = lines[headline].start, lines[with_words[-1]].end
    if len(text[start:last].split()) < _FEWEST_WORDS:
        return None
    return Draft(
        key=f"release at {start}",
        kind=Kind.NEWS_ARTICLE,
        title=first_line(lines[headline].text),
        start=start,
        end=last,
        authors=_released_by(lines, with_words),
        date=_date([line.text for line in lines[first:end] if line.text][:_LINES_WITH_A_DATE]),
    )


def _headline(lines: Sequence[Line], with_words: Sequence[int]) -> int | None:
    """The first line of the first paragraph without a contact that is more than a date."""
    number = 0
    while number < len(with_words):
        after = number + 1
        while after < len(with_words) and with_words[after] == with_words[after - 1] + 1:
            after += 1
        paragraph = [lines[line].text for line in with_words[number:after]]
        is_date = len(paragraph) == 1 and parse_date(paragraph[0].partition(":")[2] or paragraph[0]) is not None
        if not is_date and not any(map(_CONTACT.fullmatch, paragraph)):
            return with_words[number]
        number = after
    return None


def _released_by(lines: Sequence[Line], with_words: Sequence[int]) -> tuple[str, ...]:
    matches = (_ABOUT.fullmatch(lines[number].text) for number in with_words)
    return next(((match["name"],) for match in matches if match), ())


def _date(opening: Sequence[str]) -> DocumentDate:
    """The first day near the beginning of a line: `WICK FERRY, June 4, 1987 -- The Trust …`."""
    for line in opening:
        found = find_dates(line[: 2 * _MOST_CHARS_ABOVE_A_DATE])
        if found and found[0].start <= _MOST_CHARS_ABOVE_A_DATE and found[0].precision is DatePrecision.DAY:
            return found[0].stated_in(DATELINE)
    return DocumentDate()
