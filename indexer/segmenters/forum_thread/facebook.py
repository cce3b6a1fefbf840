"""The headers of a post on Facebook and of the comments below it, as they are copied: told by the buttons between them.

A comment's header is its author's name alone, right below the buttons of the post or comment above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import IGNORECASE

from indexer.date_places import POST_HEADER
from indexer.dates import parse_date
from indexer.segmenters.forum_thread.dialects import Dialect, Trust
from indexer.segmenters.forum_thread.headers import PostHeader
from indexer.segmenters.forum_thread.posters import reads_as_name
from indexer.segmenters.forum_thread.social import AGE
from indexer.segmenters.lines import Line
from search.model import DatePrecision, DocumentDate

_AGE = re.compile(AGE, IGNORECASE)
_REPLY = re.compile(r"(?:like\s+)?reply(?:\s+.*)?", IGNORECASE)
_BUTTON = re.compile(
    r"like|reply|share|comment|hide|edited|author|follow|most relevant|all comments|newest|top fan|·"
    r"|(?:like )?reply(?: share)?|see translation|see original|write a comment.*|comment as .*|view (?:all |more ).*"
    r"|(?:view )?\d+ (?:repl(?:y|ies)|likes?|comments?|shares?)|.{1,40} replied|all reactions:|[\d.,]+k?"
    r"|admin|moderator|group expert|(?:rising|top|all-star) contributor",
    IGNORECASE,
)
_OF_POSTS = re.compile(r"share|comment", IGNORECASE)
_BESIDE_NAME = re.compile(r"·|admin|moderator|author|group expert|(?:rising|top|all-star) contributor", IGNORECASE)
_POSTED = re.compile(rf"(?:(?P<date>(?=.{{0,40}}\d{{4}})\S.{{4,40}}?\S)|{AGE})(?P<dot>\s?·.{{0,20}})?", IGNORECASE)
_FEWEST_COMMENTS = 2
_MOST_BUTTON_CHARS = 60
_DIALECT = Dialect("Facebook", Trust.SURE, (), edges=re.compile(rf"(?:{_BUTTON.pattern})|{AGE}", IGNORECASE))


def facebook_headers(lines: Sequence[Line]) -> list[PostHeader]:
    """Those of the post and of its comments, in order; none unless there are two comments with their buttons."""
    runs = [run for run in _button_runs(lines) if _closes(lines, run)]
    comments = sum(_closes_comment(lines, run) for run in runs)
    if comments < _FEWEST_COMMENTS:
        return []
    below = (header for first, last in runs[:-1] if (header := _name_below(lines, last + 1)))
    return [*_post(lines, runs[0][0]), *below]


def _button_runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of each run of buttons, with blank lines among them."""
    first, last = -1, -1
    for number, line in enumerate(lines):
        if not line.text:
            continue
        if len(line.text) <= _MOST_BUTTON_CHARS and (_BUTTON.fullmatch(line.text) or _AGE.fullmatch(line.text)):
            first, last = (number if first < 0 else first), number
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _closes(lines: Sequence[Line], run: tuple[int, int]) -> bool:
    """Whether buttons end a comment, or a post: those of a post offer to comment on it or share it."""
    texts = [line.text for line in lines[run[0] : run[1] + 1] if line.text]
    return _closes_comment(lines, run) or (len(texts) > 1 and any(map(_OF_POSTS.fullmatch, texts)))


def _closes_comment(lines: Sequence[Line], run: tuple[int, int]) -> bool:
    texts = [line.text for line in lines[run[0] : run[1] + 1] if line.text]
    return any(map(_REPLY.fullmatch, texts)) and any(map(_AGE.fullmatch, texts))


def _name_below(lines: Sequence[Line], number: int) -> PostHeader | None:
    while number < len(lines) and not lines[number].text:
        number += 1
    if number == len(lines) or not reads_as_name(lines[number].text):
        return None
    return PostHeader(number, number, lines[number].text, DocumentDate(), None, numbered=False, dialect=_DIALECT)


def _post(lines: Sequence[Line], end: int) -> Iterator[PostHeader]:
    """The header of the post above the first buttons: a name, and below it a day or the time passed, with a dot."""
    for number in range(1, end):
        match = _POSTED.fullmatch(lines[number].text)
        name = _name_above(lines, number) if match else None
        if match is None or name is None:
            continue
        last = number + (number + 1 < end and lines[number + 1].text == "·")
        if not match["dot"] and last == number:
            continue
        parsed = parse_date(match["date"]) if match["date"] else None
        is_day = parsed is not None and parsed.precision is DatePrecision.DAY
        date = parsed.stated_in(POST_HEADER) if parsed and is_day else DocumentDate()
        if date.edtf or match["age"]:
            yield PostHeader(name, last, lines[name].text, date, None, numbered=False, dialect=_DIALECT)
            return


def _name_above(lines: Sequence[Line], number: int) -> int | None:
    """The line of the name above line `number`, past what stands beside it: `Admin`, a dot."""
    above = number - 1
    while above > 0 and (not lines[above].text or _BESIDE_NAME.fullmatch(lines[above].text)):
        above -= 1
    return above if above >= 0 and reads_as_name(lines[above].text) else None
