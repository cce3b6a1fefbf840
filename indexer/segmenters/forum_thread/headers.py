"""The lines of a text that announce posts: who, when and under what subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import IGNORECASE

from indexer.date_places import POST_HEADER
from indexer.dates import parse_date
from indexer.segmenters.forum_thread.dialects import DIALECTS, Dialect, Trust
from indexer.segmenters.forum_thread.furniture import is_edge
from indexer.segmenters.forum_thread.posters import name_above, reads_as_name, written_name
from indexer.segmenters.lines import Line
from search.model import DatePrecision, DocumentDate

# Dates of engines that count back from today say nothing about a saved page, yet they mark a header.
_RELATIVE_DATE = re.compile(
    r"(?:today|yesterday)\b.*\d.*|(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago", IGNORECASE
)
_ZONE_BEFORE_YEAR = re.compile(r"\s[A-Z]{3,4}(?=\s\d{4}$)")  # `11:40:10 BST 2014`, as the C library writes it
_DATED = frozenset({"date", "age"})
_DIGIT = re.compile(r"\d")
_MOST_HEADER_CHARS = 250


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
    texts = [_unmarked(line.text) for line in lines] if dated else []
    found: dict[str, list[PostHeader]] = {}
    whole = "\n".join(texts).lower()
    for dialect in (dialect for dialect in DIALECTS if dialect.sign in whole):
        found.setdefault(dialect.engine, []).extend(_headers_of(lines, texts, dated, dialect))
    return {engine: _without_overlaps(headers) for engine, headers in found.items() if headers}


def _headers_of(
    lines: Sequence[Line], texts: Sequence[str], dated: Sequence[int], dialect: Dialect
) -> Iterator[PostHeader]:
    before = next(number for number, pattern in enumerate(dialect.patterns) if _DATED & pattern.groupindex.keys())
    candidates = {line - above for line in dated for above in range(before, 2 * before + 1)}
    for first in sorted(candidates):
        header = _header_at(lines, texts, first, dialect) if first >= 0 else None
        if header is not None:
            yield header


def _without_overlaps(headers: list[PostHeader]) -> list[PostHeader]:
    apart: list[PostHeader] = []
    for header in sorted(headers, key=lambda each: (each.first, each.last)):
        if not apart or header.first > apart[-1].last:
            apart.append(header)
    return apart


def _header_at(lines: Sequence[Line], texts: Sequence[str], first: int, dialect: Dialect) -> PostHeader | None:
    matched = _match(texts, first, dialect.patterns)
    if matched is None:
        return None
    groups, last = matched
    author = groups["author"] if "author" in groups else name_above(lines, first, has_subject="subject" in groups)
    if author is None or (_may_be_prose(dialect) and not reads_as_name(author)) or _is_edge_of(dialect, author):
        return None
    date_text = " ".join(filter(None, (groups.get("date"), groups.get("clock"))))
    date = DocumentDate() if groups.get("age") else post_date(date_text, dialect)
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


def _match(
    texts: Sequence[str], first: int, patterns: Sequence[re.Pattern[str]]
) -> tuple[dict[str, str | None], int] | None:
    """The groups of all patterns and the last line, or None."""
    groups: dict[str, str | None] = {}
    position = first
    for number, pattern in enumerate(patterns):
        if number:
            position += 1
            if position < len(texts) and not texts[position]:
                position += 1
        match = pattern.fullmatch(texts[position]) if position < len(texts) else None
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
    return parsed.stated_in(POST_HEADER)


def _is_edge_of(dialect: Dialect, author: str) -> bool:
    """Whether what stands for the name is a button of the engine, or text that it cut."""
    return dialect.edges is not None and (
        dialect.edges.fullmatch(author) is not None or is_edge(author) or author.endswith(("...", "…"))
    )


def _may_be_prose(dialect: Dialect) -> bool:
    """Whether what stands for the name may be any words; software puts the name between marks of its own."""
    return dialect.trust is Trust.POSSIBLE or not any("author" in pattern.groupindex for pattern in dialect.patterns)
