"""How engines announce a post: one table of patterns for forums, mailing lists and comments copied as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from re import IGNORECASE

from indexer.segmenters.forum_thread.social import SOCIAL_HEADERS
from search.model import Kind

FIELDS_OF_MAIL = "mail, as an archive shows it"

_AUTHOR = r"(?P<author>\S(?:.{0,58}?\S)?)"
_DATE = r"(?P<date>(?=.{0,58}\d)\S.{4,58}?\S)"
_DATE_AHEAD = r"(?=\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NUMBER = r"(?P<number>#\s?\d+)"
_SUBJECT = r"(?P<subject>\S.*?)"
_QUOTE_BUTTON = r"(?:(?:\s{2,}|\t)reply with quote)?"


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
    """How an engine announces a post: patterns of one to five lines, with at most one blank line between two.

    An engine may have several dialects, and a page of it may mix them.

    Groups: `author`, `date` with `clock`, else `age` for the time passed, `subject`, `number`. Without an author group
    the name stands at the top of the profile above. `profile_below`: the poster's profile stands between header and
    words. `in_columns`: it stands left of them, on the same lines, and the header's first line begins with the name in
    that column. `edges`: a line that at the edge of a post is none of its words, besides those of any engine.
    `sign`: what a text must hold, in lower case, for this dialect to be looked for in it.
    """

    engine: str
    trust: Trust
    patterns: tuple[re.Pattern[str], ...]
    kind: Kind = Kind.FORUM_POST
    profile_below: bool = False
    in_columns: bool = False
    edges: re.Pattern[str] | None = None
    sign: str = ""


def _dialect(
    engine: str,
    *patterns: str,
    trust: Trust = Trust.SURE,
    kind: Kind = Kind.FORUM_POST,
    profile_below: bool = False,
    in_columns: bool = False,
    edges: str | None = None,
    sign: str = "",
) -> Dialect:
    compiled = tuple(re.compile(pattern, IGNORECASE) for pattern in patterns)
    return Dialect(
        engine, trust, compiled, kind, profile_below, in_columns, re.compile(edges, IGNORECASE) if edges else None, sign
    )


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
    *(_dialect(header.engine, *header.lines, edges=header.edges, sign=header.sign) for header in SOCIAL_HEADERS),
)
