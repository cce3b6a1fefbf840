"""A document as a CSL item, the record that all other formats of a reference are made from.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types and appendix IV for the variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.model import Document, Kind
from web.words.language import gettext
from web.words.terms import capitalized, term
from web.words.wording import date_note, web_address

CSL_TYPES = {
    Kind.LETTER: "personal_communication",
    Kind.EMAIL: "personal_communication",
    Kind.FORUM_POST: "post",
    Kind.NEWS_ARTICLE: "article-newspaper",
    Kind.WEB_PAGE: "webpage",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A document to cite. `key`: what tells it from all others; `permalink`: its address here; `archive`: this site.

    `published_at`: its address on the web, if any. `notes`: what a reader must know, as of a date that is derived.
    """

    document: Document
    permalink: str
    archive: str
    source_name: str
    published_at: str | None
    notes: tuple[str, ...]

    @property
    def key(self) -> str:
        """A citation key that is also a valid BibTeX key."""
        return f"flori-{self.document.id}"

    @property
    def title(self) -> str:
        """The title; a document without one is called by its kind."""
        return self.document.title or gettext("Untitled %(kind)s", kind=term(self.document.kind))

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Year, month and day as far as they are known; empty where the date is not."""
        edtf = (self.document.date.edtf or "").partition("T")[0]
        sign = -1 if edtf.startswith("-") else 1
        year, *rest = edtf.removeprefix("-").split("-")
        return (sign * int(year), *map(int, rest)) if year else ()


def reference_to(
    document: Document, permalink: str, archive: str, source_name: str, source_url: str | None = None
) -> Reference:
    """The reference to a document."""
    published_at = web_address(document.url, source_url)
    notes = [gettext("undated")] if document.date.edtf is None else []
    if note := date_note(document.date):
        notes.append(gettext("Date: %(note)s", note=note))
    if published_at:
        notes.append(gettext("First published at %(address)s", address=published_at))
    return Reference(document, permalink, archive, source_name, published_at, tuple(notes))


def csl_item(reference: Reference) -> dict[str, Any]:
    """The CSL-JSON item. Names are literal: which part of them is the family's is not known."""
    document = reference.document
    item: dict[str, Any] = {
        "id": reference.key,
        "type": CSL_TYPES[document.kind],
        "title": reference.title,
        "author": [{"literal": name} for name in document.authors],
        "recipient": [{"literal": name} for name in document.recipients],
        "genre": capitalized(document.kind),
        "issued": {"date-parts": [list(reference.date_parts)]} if reference.date_parts else None,
        "archive": reference.archive,
        "archive_location": reference.source_name,
        "URL": reference.permalink,
        "note": "; ".join(reference.notes),
    }
    return {name: value for name, value in item.items() if value}
