"""The headers of messages in the text of a newsgroup, a mail archive or a digest: a field a line, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.mail_fields import is_field_of_programs
from indexer.segmenters.forum_thread.dialects import Dialect, Trust
from indexer.segmenters.forum_thread.headers import PostHeader, post_date
from indexer.segmenters.forum_thread.posters import written_name
from indexer.segmenters.lines import Line
from search.model import Kind

_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z-]{1,30}):\s+(?P<value>\S.*)")
# People head letters with these as well; with one of the others, a program wrote the header.
_COMMON = frozenset({"from", "date", "subject", "to", "cc", "reply-to", "sender"})
_OF_A_DIGEST = "message"  # `Message: 3`
_MOST_INDENT = 3
_DIALECT = Dialect("mail", Trust.SURE, (), Kind.EMAIL)


def mail_headers(lines: Sequence[Line]) -> list[PostHeader]:
    """The headers that programs wrote, in order: with sender and date, and a field that no letter has.

    Empty for one message that says to whom it is: that is a letter's business.
    """
    found = [(header, fields) for first, last, fields in _blocks(lines) if (header := _header(first, last, fields))]
    if len(found) == 1 and "to" in found[0][1]:
        return []
    return [header for header, _ in found]


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    """First and last line of each run of fields, with the fields; a line set in below one continues it."""
    first, fields = 0, dict[str, str]()
    for number, line in enumerate([*lines, Line("", 0, 0, 0)]):
        field = _field(line)
        if field:
            first = first if fields else number
            fields.setdefault(*field)
        elif fields and not (line.text and line.indent):
            yield first, number - 1, fields
            fields = {}


def _field(line: Line) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(line.text) if line.indent <= _MOST_INDENT else None
    if match is None:
        return None
    name = match["name"].lower()
    if name == _OF_A_DIGEST:
        return (name, match["value"]) if match["value"].isdecimal() else None
    is_known = name in _COMMON or is_field_of_programs(name)
    return (name, match["value"]) if is_known else None


def _header(first: int, last: int, fields: Mapping[str, str]) -> PostHeader | None:
    if not {"from", "date"} <= fields.keys() or fields.keys() <= _COMMON:
        return None
    date = post_date(fields["date"], _DIALECT)
    if date is None:
        return None
    return PostHeader(
        first=first,
        last=last,
        author=written_name(fields["from"]),
        date=date,
        subject=fields.get("subject"),
        numbered=_OF_A_DIGEST in fields,
        dialect=_DIALECT,
    )
