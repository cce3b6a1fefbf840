"""Writing one generation of the catalog: rows added and removed, which nobody sees until the engine commits it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, bindparam, func, or_, select, update

from search.catalog import former, history
from search.catalog.copies import CopyRecords
from search.catalog.database import for_writing, give_back_space
from search.catalog.direct import direct_rows, insert_rows
from search.catalog.mail import Mail, mail_changed, standing_mail
from search.catalog.portions import portions
from search.catalog.rows import document_from, document_row, pack, passage_row, source_row
from search.catalog.schema import (
    STANDING,
    Versioned,
    documents,
    failures,
    fingerprints,
    mail,
    passages,
    source_texts,
    sources,
    standing,
)
from search.catalog.state import state
from search.model import Document, MailHeaders, Passage, Source
from search.sources import Fingerprint

ROWS_PER_INSERT = 500
_FINGERPRINTS = select(
    sources.c.id,
    sources.c.name,
    sources.c.path,
    sources.c.root,
    sources.c.size,
    sources.c.mtime_ns,
    sources.c.sha256,
    sources.c.correction,
).where(sources.c.removed == STANDING)
"""The columns in the order of a Fingerprint's fields."""


class CatalogWriter:
    """Changes that make up `generation`, inside a `with` block; leaving it without `commit` undoes them.

    Entering takes the write lock; raises IndexLockedError where another process keeps it. `commit` may be followed
    by further changes and another `commit`: after the engine's, by `purge`.
    """

    def __init__(self, database: Engine, generation: int) -> None:
        self.generation = generation
        self._database = database
        self._entered: Connection | None = None
        self._waiting: dict[Table, list[dict[str, object]]] = {}
        self._next_source_key = 0
        self._standing_sources: set[str] = set()
        self._removed_documents = False
        self._purged = False

    def __enter__(self) -> Self:
        connection = for_writing(self._database.connect())
        connection.begin()
        self._entered = connection
        self._next_source_key = 1 + (connection.execute(select(func.max(sources.c.row_key))).scalar() or 0)
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()
        self._entered = None
        self._waiting.clear()

    def discard_unfinished(self, committed: int) -> None:
        """Undo what runs left behind whose engine commit never came: everything newer than `committed`."""
        self._insert_waiting()
        history.discard_newer(self._connection, committed)

    def replaced_share(self) -> float:
        """Passages that this generation removed, for each one that stands: what keeping the one before costs."""
        self._insert_waiting()
        return history.replaced_share(self._connection, self.generation)

    def purge(self, before: int) -> None:
        """Delete what only readers of generations older than `before` could see, and give its space back."""
        self._insert_waiting()
        history.purge(self._connection, before)
        self._purged = True

    def source_fingerprints(self) -> Mapping[str, Fingerprint]:
        """The fingerprints of all sources, by source id."""
        self._insert_waiting()
        rows = direct_rows(self._connection, _FINGERPRINTS, {})
        return {row[0]: Fingerprint(*row) for row in rows}

    def document_ids(self, source_ids: Collection[str]) -> tuple[str, ...]:
        """The ids of the documents of these sources, in any order."""
        self._insert_waiting()
        found: list[str] = []
        for some in portions(source_ids):
            statement = select(documents.c.id).where(documents.c.source_id.in_(some), standing(documents))
            found.extend(self._connection.execute(statement).scalars())
        return tuple(found)

    def add_source(self, source: Source, fingerprint: Fingerprint, segmenter: str) -> None:
        """Add a source, or put it in the place of the one with its id, whose documents stay until they are removed."""
        if source.id in self._sources_standing():
            self._remove(sources, sources.c.id, [source.id])
        key = self._next_source_key
        self._next_source_key += 1
        self._standing_sources.add(source.id)
        self._add(sources, {"row_key": key, **source_row(source, fingerprint, segmenter), **self._from_now_on()})
        self._add(source_texts, {"source_key": key, "text_zlib": pack(source.text)})

    def earlier_documents(self) -> tuple[Document, ...]:
        """The documents that stand since an earlier generation, in any order."""
        self._insert_waiting()
        statement = select(documents).where(documents.c.removed == STANDING, documents.c.added < self.generation)
        return tuple(document_from(row) for row in self._connection.execute(statement))

    def replace_documents(self, changed: Sequence[Document]) -> None:
        """Put documents in the place of those with their ids, whose passages and copies stay."""
        self._remove(documents, documents.c.id, [document.id for document in changed])
        self.add_documents(changed)

    def add_documents(self, added: Iterable[Document]) -> None:
        """Add documents. Raises ValueError where a date is not EDTF."""
        for document in added:
            self._add(documents, {**document_row(document), **self._from_now_on()})

    def add_passages(self, added: Iterable[tuple[Passage, str]]) -> None:
        """Add passages with their texts."""
        for passage, text in added:
            self._add(passages, {**passage_row(passage, text), **self._from_now_on()})

    def add_fingerprints(self, document_id: str, packed: bytes) -> None:
        """Add the fingerprints of a document, by which its copies are found."""
        self._add(fingerprints, {"document_id": document_id, "packed": packed, **self._from_now_on()})

    def add_mail(self, document: Document, headers: MailHeaders) -> None:
        """Add the headers of an e-mail, by which it is found what it answers."""
        columns = {"message_id": headers.message_id, "follows": headers.follows, "thread": document.thread}
        self._add(mail, {"document_id": document.id, **columns, **self._from_now_on()})

    def mail_changed(self) -> bool:
        """Whether this generation added, changed or removed any e-mail."""
        self._insert_waiting()
        return mail_changed(self._connection, self.generation)

    def mail(self) -> tuple[Mail, ...]:
        """All e-mails that this generation has, by the names of their sources."""
        self._insert_waiting()
        return standing_mail(self._connection)

    def documents_with_quoted(self, ids: Collection[str]) -> tuple[Document, ...]:
        """The standing documents with these ids and those quoted in them, in any order."""
        self._insert_waiting()
        found: list[Document] = []
        for some in portions(ids):
            these = or_(documents.c.id.in_(some), documents.c.quoted_in.in_(some))
            statement = select(documents).where(these, standing(documents))
            found.extend(document_from(row) for row in self._connection.execute(statement))
        return tuple(found)

    def copies(self) -> CopyRecords:
        """What is known of copies, to be brought up to date when all else is written."""
        self._insert_waiting()
        return CopyRecords(self._connection, self.generation)

    def remove_sources(self, source_ids: Collection[str]) -> None:
        """Remove sources with all their documents and passages."""
        self.remove_documents(self.document_ids(source_ids))
        self._remove(sources, sources.c.id, source_ids)
        self._standing_sources.difference_update(source_ids)

    def remove_documents(self, document_ids: Collection[str]) -> None:
        """Remove documents and all that is kept of them but their copies, which are for `copies` to say."""
        self._remove(passages, passages.c.document_id, document_ids)
        self._remove(fingerprints, fingerprints.c.document_id, document_ids)
        self._remove(mail, mail.c.document_id, document_ids)
        self._remove(documents, documents.c.id, document_ids)
        self._removed_documents = True

    def touch_sources(self, fingerprints: Iterable[Fingerprint]) -> None:
        """Record new times, sizes and places of files whose content is what it was. Readers see no change."""
        self._insert_waiting()
        statement = update(sources).where(sources.c.id == bindparam("touched"), sources.c.removed == STANDING)
        names = ("path", "root", "size", "mtime_ns", "correction")
        changes = [{"touched": one.source_id} | {name: getattr(one, name) for name in names} for one in fingerprints]
        if changes:
            self._connection.execute(statement.values({name: bindparam(name) for name in names}), changes)

    def record_failures(self, found: Iterable[tuple[str, str]]) -> None:
        """Replace the list of files that could not be read: (path, reason) each."""
        self._insert_waiting()
        history.end(self._connection, failures, failures.c.removed == STANDING, self.generation)
        for path, reason in found:
            self._add(failures, {"path": path, "reason": reason, **self._from_now_on()})

    def set_meta(self, name: str, value: str) -> None:
        """Let this generation and later ones state the value under that name."""
        self._insert_waiting()
        state(self._connection, name, value, self.generation)

    def commit(self) -> None:
        """Make the changes last. They are seen by readers at this generation and later ones."""
        self._insert_waiting()
        if self._removed_documents:
            former.keep(self._connection, self.generation)
            self._removed_documents = False
        self._connection.commit()
        if self._purged:
            give_back_space(self._connection)
            self._purged = False

    @property
    def _connection(self) -> Connection:
        if self._entered is None:
            raise RuntimeError("the catalog is written inside `with catalog.writer(generation) as writer:`")
        return self._entered

    def _from_now_on(self) -> dict[str, object]:
        return {"added": self.generation, "removed": STANDING}

    def _sources_standing(self) -> set[str]:
        if not self._standing_sources:
            statement = select(sources.c.id).where(sources.c.removed == STANDING)
            self._standing_sources.update(self._connection.execute(statement).scalars())
        return self._standing_sources

    def _add(self, table: Table, row: dict[str, object]) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting.append(row)
        if len(waiting) >= ROWS_PER_INSERT:
            self._insert_waiting()

    def _insert_waiting(self) -> None:
        # Sources go before their texts, which refer to them.
        for table in (sources, source_texts, documents, passages, fingerprints, mail, failures):
            rows = self._waiting.pop(table, None)
            if rows:
                insert_rows(self._connection, table, rows)

    def _remove(self, table: Table[Versioned], column: Any, values: Collection[str]) -> None:
        self._insert_waiting()
        for some in portions(values):
            history.end(self._connection, table, column.in_(some), self.generation)
