"""References as RIS (the tags as Reference Manager defined them, and Zotero and EndNote read them)."""

from __future__ import annotations

from collections.abc import Iterator

from search.model import Kind
from web.citations.reference import Reference

_TYPES = {
    Kind.LETTER: "PCOMM",
    Kind.EMAIL: "PCOMM",
    Kind.FORUM_POST: "ICOMM",
    Kind.NEWS_ARTICLE: "NEWS",
    Kind.WEB_PAGE: "ELEC",
}


def ris_record(reference: Reference) -> str:
    """One record; its lines end as the format wants them, in CR LF."""
    # A line end in a value would begin a tag.
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _tags(reference)) + "ER  - \r\n\r\n"


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    document, date = reference.document, reference.date_parts
    yield "TY", _TYPES[document.kind]
    yield "ID", reference.key
    yield "TI", reference.title
    for name in document.authors:
        yield "AU", name
    for name in document.recipients:
        yield "A2", name  # in personal communications: the recipient
    if date:
        yield "PY", str(date[0])
        yield "DA", "/".join([str(date[0]), *(f"{part:02}" for part in date[1:]), *[""] * (3 - len(date)), ""])
    yield "DP", reference.archive
    yield "AN", reference.source_name
    yield "UR", reference.permalink
    for note in reference.notes:
        yield "N1", note
