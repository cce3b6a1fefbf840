"""Between the catalog's rows and the records of the model."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from search.catalog.checksums import with_checksum
from search.catalog.records import FormerDocument, FormerPassage, SourceEntry
from search.dates import day_span
from search.left_out import Stretches
from search.model import DatePrecision, Document, DocumentDate, Kind, Passage, PrintedNames, Source, Voice
from search.source_notes import NoteKind, SourceNote
from search.sources import Fingerprint

_LISTED = ("authors", "signatories", "recipients", "by_hand", "author_forms", "recipient_forms")


def source_row(source: Source, fingerprint: Fingerprint, segmenter: str) -> dict[str, object]:
    """The columns of a source but for its row key and generations."""
    columns = {
        "id": source.id,
        "name": source.name,
        "media_type": source.media_type,
        "title": source.title,
        "url": source.url,
        "encoding": source.encoding,
        "retrieved": source.retrieved,
        "segmenter": segmenter,
        "length": len(source.text),
        "by_hand": source.by_hand,
        "notes": json.dumps([asdict(note) for note in source.notes]) if source.notes else None,
        "path": fingerprint.path,
        "root": fingerprint.root,
        "size": fingerprint.size,
        "mtime_ns": fingerprint.mtime_ns,
        "sha256": fingerprint.sha256,
        "correction": fingerprint.correction,
    }
    return with_checksum(columns)


def source_from(row: Row[Any], text: str) -> Source:
    """The source of a row of `sources`, with its text."""
    return Source(
        id=row.id,
        name=row.name,
        path=row.path,
        media_type=row.media_type,
        title=row.title,
        text=text,
        url=row.url,
        encoding=row.encoding,
        retrieved=row.retrieved,
        by_hand=row.by_hand,
        notes=notes_from(row.notes),
    )


def notes_from(stored: str | None) -> tuple[SourceNote, ...]:
    """The notes on how a source was read, from their column."""
    listed = json.loads(stored) if stored else []
    return tuple(SourceNote(**(each | {"kind": NoteKind(each["kind"])})) for each in listed)


def source_entry_from(row: Row[Any]) -> SourceEntry:
    """The source of a row of `sources`, without its text."""
    return SourceEntry(
        id=row.id,
        name=row.name,
        path=row.path,
        root=row.root,
        media_type=row.media_type,
        title=row.title,
        url=row.url,
        retrieved=row.retrieved,
        segmenter=row.segmenter,
        length=row.length,
        mtime_ns=row.mtime_ns,
    )


def document_row(document: Document) -> dict[str, object]:
    """The columns of a document but for its row key and generations. Raises ValueError where its date is not EDTF."""
    span = day_span(document.date.edtf)
    columns = {
        "id": document.id,
        "source_id": document.source_id,
        "kind": document.kind.value,
        "title": document.title,
        "authors": document.authors,
        "signatories": document.signatories,
        "recipients": document.recipients,
        "date": document.date.edtf,
        "date_precision": document.date.precision.value,
        "date_stated_in": document.date.stated_in,
        "date_derived": document.date.derived,
        "first_day": span.first if span else None,
        "last_day": span.last if span else None,
        "quoted_in": document.quoted_in,
        "reply_to": document.reply_to,
        "thread": document.thread,
        "position": document.position,
        "start": document.start,
        "end": document.end,
        "url": document.url,
        "by_hand": document.by_hand,
        "printed": json.dumps(asdict(document.printed), ensure_ascii=False) if document.printed else None,
        "author_forms": document.author_forms,
        "recipient_forms": document.recipient_forms,
        "left_out": json.dumps(document.left_out) if document.left_out else None,
    }
    return with_checksum(columns)


def document_from(row: Row[Any]) -> Document:
    """The document of a row of `documents`. Raises ValueError where its date is not EDTF."""
    day_span(row.date)
    date = DocumentDate(
        edtf=row.date,
        precision=DatePrecision(row.date_precision),
        stated_in=row.date_stated_in,
        derived=row.date_derived,
    )
    return Document(
        id=row.id,
        source_id=row.source_id,
        kind=Kind(row.kind),
        title=row.title,
        authors=row.authors,
        signatories=row.signatories,
        recipients=row.recipients,
        date=date,
        quoted_in=row.quoted_in,
        reply_to=row.reply_to,
        thread=row.thread,
        position=row.position,
        start=row.start,
        end=row.end,
        url=row.url,
        by_hand=row.by_hand,
        printed=_printed(json.loads(row.printed)) if row.printed else None,
        author_forms=row.author_forms,
        recipient_forms=row.recipient_forms,
        left_out=_pairs(json.loads(row.left_out)) if row.left_out else (),
    )


def passage_row(passage: Passage, text: str) -> dict[str, object]:
    """The columns of a passage but for its row key and generations."""
    columns = {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "voice": passage.voice.value,
        "quoted": passage.quoted,
        "text": text,
    }
    return with_checksum(columns)


def passage_from(row: Row[Any]) -> Passage:
    """The passage of a row of `passages`."""
    return Passage(
        id=row.id,
        document_id=row.document_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        voice=Voice(row.voice),
        quoted=row.quoted,
    )


def former_document_from(row: Row[Any]) -> FormerDocument:
    """The document of a row of `former_documents`."""
    kept = json.loads(unpack(row.record_zlib))
    passages = tuple(
        FormerPassage(passage_id, ordinal, text, Voice(voice), quoted)
        for passage_id, ordinal, text, voice, quoted in kept["passages"]
    )
    return FormerDocument(
        document=_former(kept["document"]), source_name=row.source_name, passages=passages, removed=row.removed
    )


def pack_former(document: Document, passages: Iterable[tuple[Passage, str]]) -> bytes:
    """What `former_documents` keeps of a document and its passages."""
    kept = [(one.id, one.ordinal, text, one.voice.value, one.quoted) for one, text in passages]
    return pack(json.dumps({"document": asdict(document), "passages": kept}, ensure_ascii=False))


def _former(kept: dict[str, Any]) -> Document:
    date = DocumentDate(**(kept["date"] | {"precision": DatePrecision(kept["date"]["precision"])}))
    listed = {name: tuple(kept[name]) for name in _LISTED}
    printed = _printed(kept["printed"]) if kept["printed"] else None
    made = {"kind": Kind(kept["kind"]), "date": date, "printed": printed, "left_out": _pairs(kept["left_out"])}
    return Document(**(kept | listed | made))


def _pairs(listed: list[list[int]]) -> Stretches:
    return tuple((start, end) for start, end in listed)


def _printed(names: dict[str, list[str]]) -> PrintedNames:
    return PrintedNames(**{role: tuple(of_role) for role, of_role in names.items()})


def pack(text: str) -> bytes:
    """The text as UTF-8 and zlib."""
    return zlib.compress(text.encode())


def unpack(packed: bytes) -> str:
    """The text that was packed. Raises zlib.error or UnicodeDecodeError where the bytes are damaged."""
    return zlib.decompress(packed).decode()
