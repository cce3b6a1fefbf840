"""What a source's metadata states about its one document: kind, people and date."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from indexer.dates import parse_date
from indexer.structure import BlockKind, StructuredText
from search.model import DocumentDate, Kind

MAX_TITLE_CHARS = 120
_EMPHASIS = re.compile(r"\*\*|__")
_KINDS = {
    **{kind.value: kind for kind in Kind},
    "news": Kind.NEWS_ARTICLE,
    "article": Kind.NEWS_ARTICLE,
    "newsarticle": Kind.NEWS_ARTICLE,
    "post": Kind.FORUM_POST,
    "forum": Kind.FORUM_POST,
    "forumpost": Kind.FORUM_POST,
    "e-mail": Kind.EMAIL,
    "mail": Kind.EMAIL,
    "page": Kind.WEB_PAGE,
    "webpage": Kind.WEB_PAGE,
}


def stated_kind(metadata: Mapping[str, str]) -> Kind | None:
    """The kind as stated; web page where it is one that this project does not know, None where none is stated."""
    if "kind" not in metadata:
        return None
    return known_kind(metadata["kind"]) or Kind.WEB_PAGE


def known_kind(written: str) -> Kind | None:
    """The kind of that name, in the spellings that are met; None for any other."""
    name = " ".join(written.lower().replace("_", " ").replace("-", " ").split())
    return _KINDS.get(name) or _KINDS.get(name.replace(" ", ""))


def stated_authors(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The authors in the order in which they are stated."""
    return _people(metadata, "author", "authors")


def stated_recipients(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The recipients in the order in which they are stated."""
    return _people(metadata, "recipient", "recipients")


def stated_signatories(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The signatories in the order in which they are stated."""
    return _people(metadata, "signatory", "signatories")


def stated_date(metadata: Mapping[str, str], place: str) -> DocumentDate:
    """The date as stated in `place`; the unknown date where there is none, or none that can be read."""
    parsed = parse_date(metadata.get("date", ""))
    return parsed.stated_in(place) if parsed else DocumentDate()


def title_of(source: StructuredText) -> str:
    """The stated title, else the first heading or line, cut at a word where it is long, else the source's name."""
    if "title" in source.metadata:
        return source.metadata["title"]
    words = [block for block in source.blocks if block.kind not in (BlockKind.FRONT_MATTER, BlockKind.RULE)]
    headings = [block for block in words if block.kind is BlockKind.HEADING]
    return (first_line(source.block_text((headings or words)[0])) if words else "") or source.name


def first_line(text: str) -> str:
    """The first line of `text` without Markdown marks and with single spaces, cut after MAX_TITLE_CHARS."""
    lines = (_EMPHASIS.sub("", line).strip("#*_ \t") for line in text.split("\n"))
    line = " ".join(next(filter(None, lines), "").split())
    if len(line) <= MAX_TITLE_CHARS:
        return line
    return line[: line.rfind(" ", 0, MAX_TITLE_CHARS) if " " in line[:MAX_TITLE_CHARS] else MAX_TITLE_CHARS] + "…"


def _people(metadata: Mapping[str, str], singular: str, plural: str) -> tuple[str, ...]:
    """Several people in one field are parted by semicolons; a comma may belong to a name (`Birch, Ada`)."""
    names = json.loads(metadata[plural]) if plural in metadata else metadata.get(singular, "").split(";")
    return tuple(name.strip() for name in names if name.strip())
