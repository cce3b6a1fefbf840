"""The lines that announce a forum post: who, when and under what subject, in the dialects of the common engines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from re import IGNORECASE

from indexer.dates import parse_date
from indexer.segmenters.forum_thread.furniture import is_edge, is_page_edge, is_profile, is_sure_profile
from indexer.segmenters.lines import Line
from search.model import DatePrecision, DocumentDate, Kind

STATED_IN = "the post's header"
FIELDS_OF_MAIL = "mail, as an archive shows it"

_AUTHOR = r"(?P<author>\S(?:.{0,58}?\S)?)"
_DATE = r"(?P<date>(?=.{0,58}\d)\S.{4,58}?\S)"
_DATE_AHEAD = r"(?=\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NUMBER = r"(?P<number>#\s?\d+)"
_SUBJECT = r"(?P<subject>\S.*?)"
_QUOTE_BUTTON = r"(?:(?:\s{2,}|\t)reply with quote)?"
# Dates of engines that count back from today say nothing about a saved page, yet they mark a header.
_RELATIVE_DATE = re.compile(
    r"(?:today|yesterday)\b.*\d.*|(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago", IGNORECASE
)
_ADDRESS = re.compile(r"(?<!\s)\s*[<(]\S{0,60}(?: at \S{0,60})?[>)]$")
_ADDRESS_FIRST = re.compile(r"[^\s@]+(?:@| at )[^\s@]+\s+\((?P<name>[^()]{2,60})\)")
_NAME_NEVER_ENDS_WITH = frozenset(
    {"on", "at", "of", "by", "in", "from", "to", "since", "until", "and", "the", "is", "was"}
)
_SUBJECT_START = re.compile(r"(?:re|post subject|title):", IGNORECASE)
_ZONE_BEFORE_YEAR = re.compile(r"\s[A-Z]{3,4}(?=\s\d{4}$)")  # `11:40:10 BST 2014`, as the C library writes it
_FIELD = re.compile(r"[\w-]+:\s")  # `Subject: …`
_DIGIT = re.compile(r"\d")
_MAX_AUTHOR_WORDS = 5
_MOST_HEADER_CHARS = 250


class Trust(Enum):
    """How much a header of a dialect proves.

    `SURE`: forum software writes it and nothing else does. `LIKELY`: software for sites in general writes it too,
    above a story. `POSSIBLE`: people write so as well.
    """

    SURE = auto()
    LIKELY = auto()
    POSSIBLE = auto()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine announces a post: patterns of one to three lines, with at most one blank line between two.

    An engine may have several dialects, and a page of it may mix them.

    Groups: `author`, `date`, `subject`, `number`. Without an author group the name stands at the top of the profile
    above. `profile_below`: the poster's profile stands between header and words. `in_columns`: it stands left of them,
    on the same lines, and the header's first line begins with the name in that column.
    """

    engine: str
    trust: Trust
    patterns: tuple[re.Pattern[str], ...]
    kind: Kind = Kind.FORUM_POST
    profile_below: bool = False
    in_columns: bool = False


@dataclass(frozen=True, slots=True)
class PostHeader:
    """The header of one post on the lines [first, last], counted from 0; `numbered` if it has its own number."""

    first: int
    last: int
    author: str
    date: DocumentDate
    subject: str | None
    numbered: bool
    dialect: Dialect


def _dialect(
    engine: str,
    *patterns: str,
    trust: Trust = Trust.SURE,
    kind: Kind = Kind.FORUM_POST,
    profile_below: bool = False,
    in_columns: bool = False,
) -> Dialect:
    compiled = tuple(re.compile(pattern, IGNORECASE) for pattern in patterns)
    return Dialect(engine, trust, compiled, kind, profile_below, in_columns)


_ARROW = r"(?:[»›]|Â»|&raquo;|>>)"  # the second as it stands in a text that was decoded wrongly once
_POST_BY = rf"(?:{_NUMBER}\s+)?(?:unread )?post\s*by:?\s+{_AUTHOR}"
_BY = (
    rf"(?:{_NUMBER}\s+)?(?:(?:unread )?post|beitrag|message|mensaje|messaggio|bericht)?\s*(?:by|von|par|por|da|door):?"
)
_POSTED = rf"(?:post)?posted:\s*{_DATE}"
DIALECTS = (
    _dialect("phpBB", rf"{_BY}\s+{_AUTHOR}\s+{_ARROW}\s+{_DATE}"),
    _dialect("phpBB", _POST_BY, _DATE),
    _dialect("phpBB", rf"{_BY}\s+{_AUTHOR}\s+{_ARROW}", _DATE),
    _dialect("phpBB", rf"{_BY}\s+{_AUTHOR}", rf"{_ARROW}\s*{_DATE}"),
    _dialect(
        "phpBB 2 in columns",
        rf"{_AUTHOR}\s{{2,}}{_POSTED}(?:\s{{2,}}post subject:(?:\s*{_SUBJECT})??)?{_QUOTE_BUTTON}",
        in_columns=True,
    ),
    _dialect("phpBB 2 in rows", rf"{_POSTED}\s+post subject:(?:\s*{_SUBJECT})??{_QUOTE_BUTTON}"),
    _dialect("phpBB 3 in columns", rf"{_AUTHOR}\s{{2,}}post subject:\s*{_SUBJECT}", _POSTED, in_columns=True),
    _dialect("phpBB 3 in rows", rf"post subject:\s*{_SUBJECT}?", _POSTED),
    _dialect("SMF", rf"«\s*(?P<number>reply\s+#\d+\s+)?on:\s*{_DATE}\s*»"),
    _dialect(
        "SMF in columns",
        rf"{_AUTHOR}\s{{2,}}{_SUBJECT}",
        rf"(?:[^«]*\s\s)?«\s*(?P<number>reply\s+#\d+\s+)?on:\s*{_DATE}\s*»",
        in_columns=True,
    ),
    _dialect(
        "Invision",
        _AUTHOR,
        r"(?:members?|administrators?|moderators?|guests?|validating|banned)",
        r"[\d.,]+k? posts?",
        rf"posted\s+{_DATE}(?:\s+\(edited\))?",
    ),
    _dialect("Discourse", rf"{_AUTHOR}\s+\|\s+{_DATE}\s+\|\s+{_NUMBER}"),
    _dialect("vBulletin", rf"{_DATE},?\s+{_NUMBER}", _AUTHOR, profile_below=True),
    _dialect("vBulletin", _DATE, _NUMBER, _AUTHOR, profile_below=True),
    _dialect("punBB", rf"{_NUMBER}\s+{_DATE}", _AUTHOR, profile_below=True),
    _dialect("Hacker News", rf"{_AUTHOR}\s+on\s+{_DATE}\s+(?:\|[^|]+)*\[[-–—]\]"),
    _dialect("Google Groups", _AUTHOR, "unread,", _DATE, r"to\s+\S.*", kind=Kind.EMAIL),
    _dialect("Pipermail", rf"{_AUTHOR}\s+\S+ at \S+\.\S+", _DATE, kind=Kind.EMAIL),
    _dialect(FIELDS_OF_MAIL, rf"from:\s*{_AUTHOR}", rf"(?:date|sent):\s*{_DATE}", kind=Kind.EMAIL),
    _dialect("SMF for print", rf"post\s*by:?\s+{_AUTHOR}\s+on:?\s+{_DATE}", trust=Trust.LIKELY),
    _dialect("Drupal", rf"submitted by\s+{_AUTHOR}\s+on\s+{_DATE}", trust=Trust.LIKELY),
    _dialect("posted by", rf"posted by:?\s+{_AUTHOR}(?:,|\s+on|\s+at|\s+[-–—|·•])\s+{_DATE}", trust=Trust.POSSIBLE),
    _dialect("posted below the name", _AUTHOR, rf"posted:?\s+{_DATE}", trust=Trust.POSSIBLE),
    _dialect("name, mark, date", rf"{_AUTHOR}(?:\s+[-–—|·•»]|,)\s+{_DATE_AHEAD}{_DATE}", trust=Trust.POSSIBLE),
    _dialect("name, date", rf"{_AUTHOR}\s+{_DATE_AHEAD}{_DATE}", trust=Trust.POSSIBLE),
    _dialect("date below the name", _AUTHOR, _DATE, trust=Trust.POSSIBLE),
)


def _dated_lines(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines with a digit, where alone a date can stand: few in a long text."""
    return [
        number
        for number, line in enumerate(lines)
        if len(line.text) <= _MOST_HEADER_CHARS and _DIGIT.search(line.text) is not None
    ]


def headers_by_engine(lines: Sequence[Line]) -> dict[str, list[PostHeader]]:
    """The headers of each engine that has any, in the order of the text; none for a line whose date or name is none."""
    dated = _dated_lines(lines)
    found: dict[str, list[PostHeader]] = {}
    for dialect in DIALECTS:
        found.setdefault(dialect.engine, []).extend(_headers_of(lines, dated, dialect))
    return {engine: _without_overlaps(headers) for engine, headers in found.items() if headers}


def _headers_of(lines: Sequence[Line], dated: Sequence[int], dialect: Dialect) -> Iterator[PostHeader]:
    before = next(number for number, pattern in enumerate(dialect.patterns) if "date" in pattern.groupindex)
    candidates = {line - above for line in dated for above in range(before, 2 * before + 1)}
    for first in sorted(candidates):
        header = _header_at(lines, first, dialect) if first >= 0 else None
        if header is not None:
            yield header


def _without_overlaps(headers: list[PostHeader]) -> list[PostHeader]:
    apart: list[PostHeader] = []
    for header in sorted(headers, key=lambda each: (each.first, each.last)):
        if not apart or header.first > apart[-1].last:
            apart.append(header)
    return apart


def _header_at(lines: Sequence[Line], first: int, dialect: Dialect) -> PostHeader | None:
    matched = _match(lines, first, dialect.patterns)
    if matched is None:
        return None
    groups, last = matched
    author = groups["author"] if "author" in groups else _name_above(lines, first, has_subject="subject" in groups)
    if author is None or (_may_be_prose(dialect) and not _reads_as_name(author)):
        return None
    date_text = groups.get("date") or ""
    date = post_date(date_text, dialect)
    if date is None or parse_date(f"{author} {date_text}"):  # `Thu` is no name in `Thu Jun 25, 2015 10:52 am`
        return None
    return PostHeader(
        first=first,
        last=last,
        author=written_name(author),
        date=date,
        subject=groups.get("subject") or None,
        numbered=bool(groups.get("number")),
        dialect=dialect,
    )


def written_name(author: str) -> str:
    """The name without the address: `Ada Birch <ada>`, or `ada at example.org (Ada Birch)` as older ones have it."""
    older = _ADDRESS_FIRST.fullmatch(author)
    return older["name"] if older else _ADDRESS.sub("", author).strip(' "') or author


def _match(
    lines: Sequence[Line], first: int, patterns: Sequence[re.Pattern[str]]
) -> tuple[dict[str, str | None], int] | None:
    """The groups of all patterns and the last line, or None."""
    groups: dict[str, str | None] = {}
    position = first
    for number, pattern in enumerate(patterns):
        if number:
            position += 1
            if position < len(lines) and not lines[position].text:
                position += 1
        match = pattern.fullmatch(_unmarked(lines[position].text)) if position < len(lines) else None
        if match is None:
            return None
        groups |= match.groupdict()
    return groups, position


def _unmarked(line: str) -> str:
    """The line without the Markdown marks of a heading or of emphasis around it."""
    line = re.sub(r"^#{1,6}\s+(?=\D)", "", line)
    return re.sub(r"\*\*|__", "", line)


def post_date(text: str, dialect: Dialect) -> DocumentDate | None:
    """The date of a header, None if it is none. Where people may have written the line, it must have a time too."""
    sure = dialect.trust is not Trust.POSSIBLE
    parsed = parse_date(_ZONE_BEFORE_YEAR.sub("", text))
    if parsed is None:
        return DocumentDate() if sure and _RELATIVE_DATE.fullmatch(text.strip()) else None
    if "T" not in parsed.edtf and not (sure and parsed.precision is DatePrecision.DAY):
        return None
    return DocumentDate(edtf=parsed.edtf, precision=parsed.precision, stated_in=STATED_IN)


def _may_be_prose(dialect: Dialect) -> bool:
    """Whether what stands for the name may be any words; software puts the name between marks of its own."""
    return dialect.trust is Trust.POSSIBLE or not any("author" in pattern.groupindex for pattern in dialect.patterns)


def _reads_as_name(author: str) -> bool:
    """Whether words may be a poster's name: few, not a date, not a sentence."""
    words = author.split()
    if len(words) > _MAX_AUTHOR_WORDS or author.endswith((":", ".", "?", "!", ";")) or "|" in author:
        return False
    if _FIELD.match(author):
        return False
    if words[-1].lower() in _NAME_NEVER_ENDS_WITH:
        return False
    return any(char.isalnum() for char in author) and parse_date(author) is None


def _name_above(lines: Sequence[Line], first: int, *, has_subject: bool) -> str | None:
    """The name at the top of the profile above line `first`, else the one that stands nearest above.

    `has_subject`: the header has the post's subject itself, so a line right above it is none.
    """
    right_above = lines[first - 1].text if first and has_subject else ""
    if right_above and not any(is_other(right_above) for is_other in (is_profile, is_edge, is_page_edge)):
        return right_above
    nearest: str | None = None
    in_profile = False
    for paragraph in _paragraphs_above(lines, first):
        own = _below_last_edge(paragraph)
        in_profile = in_profile or any(is_sure_profile(line) for line in paragraph)
        if own and not _SUBJECT_START.match(own[0]):
            nearest = own[0] if in_profile else nearest or own[0]
            if in_profile:
                break
    return nearest


def _below_last_edge(paragraph: Sequence[str]) -> list[str]:
    """The lines that are of no profile, below the last of the software's own lines that has any below it."""
    own: list[str] = []
    after_edge = False
    for line in paragraph:
        if is_edge(line) or is_page_edge(line):
            after_edge = True
        elif not is_profile(line):
            own = [line] if after_edge else [*own, line]
            after_edge = False
    return own


def _paragraphs_above(lines: Sequence[Line], first: int) -> Iterator[list[str]]:
    """The texts of the three paragraphs above a line, the nearest first."""
    position = first
    for _ in range(3):
        while position > 0 and not lines[position - 1].text:
            position -= 1
        end = position
        while position > 0 and lines[position - 1].text:
            position -= 1
        if position < end:
            yield [line.text for line in lines[position:end]]
