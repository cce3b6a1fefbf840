"""Which letter answers which: replies among the letters of one source."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from indexer.dates import find_dates, parse_date
from indexer.segmenters.base import Draft
from search.dates import day_span

# A reply says so where it begins.
_OPENING_CHARS = 1500
_LETTER = (
    r"(?:letters?|response|reply|e-?mail|note|message|answer|favou?r|epistle|lines|correspondence|enquiry|inquiry|"
    r"telegram|request|memorandum)\b"
)
_YOUR_LETTER = rf"\byours?\s+(?:[\w’'-]+\s+){{0,3}}?{_LETTER}"
_MENTION = re.compile(rf"{_YOUR_LETTER}(?P<tail>[^.;!?]{{0,80}})", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:thank(?:s|\s+you|ing\s+you)?(?:\s+(?:very|so)\s+much)?\s+for|in\s+(?:reply|response|answer)\s+to|further\s+to|"
    r"(?:repl|respond|refer|answer)\w*(?:\s+to)?|received?|receiving|laid|read|have|had|consider(?:ed)?|receipt\s+of|acknowledge|got|obliged\s+for)\s+"
    rf"(?:all\s+)?{_YOUR_LETTER}"
    rf"|{_YOUR_LETTER}[^.;!?]{{0,80}}\b(?:arrived|came|come|received|reached|found\s+me|to\s+hand)\b",
    re.IGNORECASE,
)
_DATE_FOLLOWS = re.compile(r"^[\s,]*(?:of|dated|from|on|written)\b", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    r"\b(?:the\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|d)?\s+(?:of\s+)?(?P<month>[A-Z][a-z]{2,8})\.?"
    r"|(?P<month_first>[A-Z][a-z]{2,8})\.?\s+(?P<day_after>\d{1,2})(?:st|nd|rd|th|d)?)\b"
)
_WORDS_OF_SMALL_WEIGHT = frozenset({"the", "of", "for", "and", "in", "uk", "united", "kingdom"})
_SHARE_OF_NAMES = 0.5
# A letter answered without its date is a recent one.
_LONGEST_SILENCE = 1_00_00  # a year, in day numbers YYYYMMDD


@dataclass(frozen=True, slots=True)
class _Letter:
    """A draft with what is compared: its correspondents in plain words, its first day as YYYYMMDD."""

    draft: Draft
    authors: frozenset[str]
    recipients: frozenset[str]
    day: int | None


def replies(drafts: Sequence[Draft], text: str) -> dict[str, str]:
    """The key of the letter that each answers, by the key of the answer, where the text leaves but one.

    A letter answers one that passed between the same correspondents the other way round: the one whose date it
    gives (`your letter of 3 May`), or, where it gives none (`Thank you for your letter`), the only one that was
    written in the year before it.
    """
    letters = [_Letter(each, _plain(each.authors), _plain(each.recipients), _first_day(each)) for each in drafts]
    exchange = _Exchange.of(letters)
    found: dict[str, str] = {}
    answers: dict[str, set[str]] = {}
    undated: list[_Letter] = []
    for letter in letters:
        opening = text[letter.draft.start : min(letter.draft.end, letter.draft.start + _OPENING_CHARS)]
        days = [day for match in _MENTION.finditer(opening) if (day := _day_in(match["tail"], letter)) is not None]
        answered = exchange.written_on(days, letter)
        if answered is not None:
            found[letter.draft.key] = answered.draft.key
            answers.setdefault(answered.draft.key, set()).add(letter.draft.key)
        elif not days and _ANSWER.search(opening) is not None:
            undated.append(letter)
    for letter in undated:
        # What answers this letter is not what it answers.
        answered = exchange.only_recent(letter, excluded=answers.get(letter.draft.key, frozenset()))
        if answered is not None:
            found[letter.draft.key] = answered.draft.key
    return found


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Letters by the names of those who wrote and those who received them."""

    by_author: Mapping[str, list[_Letter]]
    by_recipient: Mapping[str, list[_Letter]]

    @classmethod
    def of(cls, letters: Sequence[_Letter]) -> _Exchange:
        by_author: dict[str, list[_Letter]] = {}
        by_recipient: dict[str, list[_Letter]] = {}
        for letter in letters:
            for by_name, names in ((by_author, letter.authors), (by_recipient, letter.recipients)):
                for name in names:
                    by_name.setdefault(name, []).append(letter)
        return cls(by_author, by_recipient)

    def written_on(self, days: Sequence[int], letter: _Letter) -> _Letter | None:
        """The letter of one of these days that `letter` may answer."""
        if not days:
            return None
        return next((other for fitting in self._candidates(letter) for other in fitting if other.day in days), None)

    def only_recent(self, letter: _Letter, *, excluded: Container[str]) -> _Letter | None:
        """The one letter of the year before that `letter` may answer; None where there are several."""
        for fitting in self._candidates(letter):
            recent = (each for each in fitting if each.draft.key not in excluded and _is_recent(each, letter))
            first = next(recent, None)
            if first is not None and all(other is first for other in recent):
                return first
        return None

    def _candidates(self, letter: _Letter) -> Iterator[Iterator[_Letter]]:
        """The letters that it may answer, the likelier ones first; one may come twice."""
        # Where an office answers in its clerk's name, it is enough that the one addressed wrote the other letter.
        for fits in (_is_other_way_round, _is_by_addressee):
            written = (other for name in letter.recipients for other in self.by_author.get(name, ()))
            received = (other for name in letter.authors for other in self.by_recipient.get(name, ()))
            yield (other for other in chain(written, received) if other is not letter and fits(letter, other))


def _day_in(tail: str, letter: _Letter) -> int | None:
    if not _DATE_FOLLOWS.match(tail):
        return None
    dates = find_dates(tail)
    if dates:
        span = day_span(dates[0].edtf)
        return span.first if span else None
    return _day_without_year(tail, letter.day)


def _day_without_year(tail: str, written: int | None) -> int | None:
    """The day that `your letter of the 19th of March` means: the last such day before the letter's own."""
    match = _DAY_AND_MONTH.search(tail)
    if match is None or written is None:
        return None
    day, month = match["day"] or match["day_after"], match["month"] or match["month_first"]
    for year in (written // 10_000, written // 10_000 - 1):
        date = parse_date(f"{day} {month} {year}")
        span = day_span(date.edtf) if date else None
        if span is not None and span.first <= written:
            return span.first
    return None


def _is_recent(other: _Letter, letter: _Letter) -> bool:
    """True where `other` was written in the year before `letter`; without dates, where it stands above it."""
    if other.day is None or letter.day is None:
        return other.draft.start < letter.draft.start
    return 0 < letter.day - other.day <= _LONGEST_SILENCE


def _first_day(draft: Draft) -> int | None:
    span = day_span(draft.date.edtf)
    return span.first if span else None


def _is_other_way_round(letter: _Letter, other: _Letter) -> bool:
    """True where the author of each is the recipient of the other, or one side is not named and the other fits."""
    back, forth = _share(other.authors, letter.recipients), _share(other.recipients, letter.authors)
    if back is None and forth is None:
        return False
    return all(share is None or share >= _SHARE_OF_NAMES for share in (back, forth))


def _is_by_addressee(letter: _Letter, other: _Letter) -> bool:
    return (_share(other.authors, letter.recipients) or 0) >= _SHARE_OF_NAMES


def _share(some: frozenset[str], others: frozenset[str]) -> float | None:
    """How many of the fewer names are among the others; None where either are unknown."""
    return len(some & others) / min(len(some), len(others)) if some and others else None


def _plain(names: Iterable[str]) -> frozenset[str]:
    """The names without the words in which two spellings of one body differ."""
    return frozenset(
        " ".join(word for word in re.findall(r"\w+", name.lower()) if word not in _WORDS_OF_SMALL_WEIGHT)
        or name.lower()
        for name in names
    )
