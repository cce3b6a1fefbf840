"""Who posted: a name as a header writes it, what may be one, and the name that stands above a header without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import IGNORECASE

from indexer.dates import parse_date
from indexer.segmenters.forum_thread.furniture import is_edge, is_page_edge, is_profile, is_sure_profile
from indexer.segmenters.lines import Line

_ADDRESS = re.compile(r"(?<!\s)\s*[<(]\S{0,60}(?: at \S{0,60})?[>)]$")
_ADDRESS_FIRST = re.compile(r"[^\s@]+(?:@| at )[^\s@]+\s+\((?P<name>[^()]{2,60})\)")
_NAME_NEVER_ENDS_WITH = frozenset(
    {"on", "at", "of", "by", "in", "from", "to", "since", "until", "and", "the", "is", "was"}
)
_SUBJECT_START = re.compile(r"(?:re|post subject|title):", IGNORECASE)
_FIELD = re.compile(r"[\w-]+:\s")  # `Subject: …`
_MAX_AUTHOR_WORDS = 5


def written_name(author: str) -> str:
    """The name without the address: `Ada Birch <ada>`, or `ada at example.org (Ada Birch)` as older ones have it."""
    older = _ADDRESS_FIRST.fullmatch(author)
    return older["name"] if older else _ADDRESS.sub("", author).strip(' "') or author


def reads_as_name(author: str) -> bool:
    """Whether words may be a poster's name: few, not a date, not a sentence."""
    words = author.split()
    if len(words) > _MAX_AUTHOR_WORDS or author.endswith((":", ".", "?", "!", ";")) or "|" in author:
        return False
    if _FIELD.match(author):
        return False
    if words[-1].lower() in _NAME_NEVER_ENDS_WITH:
        return False
    return any(char.isalnum() for char in author) and parse_date(author) is None


def name_above(lines: Sequence[Line], first: int, *, has_subject: bool) -> str | None:
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
