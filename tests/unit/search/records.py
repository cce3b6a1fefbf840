"""Made-up sources, documents and passages for the tests of the search package."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s

from search.catalog import Catalog, CatalogWriter, Fingerprint
from search.model import DatePrecision, Document, DocumentDate, Kind, Passage, Source

_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH}


def record_id(name: str) -> str:
    """An id of 16 hexadecimal digits for a readable name."""
    return blake2s(name.encode(), digest_size=8).hexdigest()


def made_source(name: str, text: str = "", **fields: str | None) -> Source:
    """A source of plain text."""
    given = {"path": f"/dossier/{name}", "media_type": "text/plain", "title": name.title()} | fields
    return Source(id=record_id(name), name=name, text=text, **given)  # type: ignore[arg-type]


def made_fingerprint(
    source: Source, *, root: str = "/dossier", size: int = 100, mtime_ns: int = 1, sha256: str = "aa"
) -> Fingerprint:
    """The fingerprint of a source."""
    return Fingerprint(source.id, source.name, source.path, root, size, mtime_ns, sha256)


def made_date(edtf: str | None, stated_in: str = "its dateline", *, derived: bool = False) -> DocumentDate:
    """A date that a document states."""
    if edtf is None:
        return DocumentDate()
    return DocumentDate(edtf, _PRECISIONS.get(len(edtf), DatePrecision.DAY), stated_in, derived)


def made_document(name: str, source: Source, date: str | DocumentDate | None = None, **fields: object) -> Document:
    """A letter that takes up its whole source, where nothing else is said."""
    given: dict[str, object] = {
        "kind": Kind.LETTER,
        "title": name.title(),
        "authors": (),
        "signatories": (),
        "recipients": (),
        "date": date if isinstance(date, DocumentDate) else made_date(date),
        "quoted_in": None,
        "reply_to": None,
        "thread": None,
        "position": 0,
        "start": 0,
        "end": len(source.text),
    }
    return Document(id=record_id(name), source_id=source.id, **(given | fields))  # type: ignore[arg-type]


def made_passages(document: Document, *texts: str) -> list[tuple[Passage, str]]:
    """Passages of these texts, one after the other, from the document's start."""
    made = []
    start = document.start
    for ordinal, text in enumerate(texts, start=1):
        passage_id = record_id(f"{document.id} {ordinal} {text}")
        made.append((Passage(passage_id, document.id, ordinal, start, start + len(text)), text))
        start += len(text)
    return made


@dataclass(frozen=True)
class Letter:
    """A source with one document in one passage."""

    source: Source
    document: Document
    passages: list[tuple[Passage, str]]

    def add_to(self, writer: CatalogWriter) -> None:
        """Add all of it."""
        writer.add_source(self.source, made_fingerprint(self.source), "letters")
        writer.add_documents([self.document])
        writer.add_passages(self.passages)


def made_letter(name: str, text: str = "Dear Sir, the baths are shut.", **fields: object) -> Letter:
    """A letter alone in its file."""
    source = made_source(f"{name}.txt", text)
    document = made_document(name, source, **fields)  # type: ignore[arg-type]
    return Letter(source, document, made_passages(document, text))


def commit_letters(catalog: Catalog, generation: int, *letters: Letter) -> None:
    """Add the letters in one generation."""
    with catalog.writer(generation) as writer:
        for letter in letters:
            letter.add_to(writer)
        writer.commit()
