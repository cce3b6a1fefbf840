"""The tables of the catalog, the same on SQLite and PostgreSQL, and what makes a row visible at a generation."""

from __future__ import annotations

import json

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    FromClause,
    Index,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
    and_,
    bindparam,
)

SCHEMA_VERSION = "11"
"""Goes up with every change of a table; a catalog of another version is rebuilt."""

STANDING = 2_147_483_647
"""What `removed` holds while a row stands: larger than any generation. Not NULL, so that one unique constraint on
(id, removed) serves look-ups and allows one standing row for an id."""

metadata = MetaData()


class NameList(TypeDecorator[tuple[str, ...]]):
    """A tuple of names in one text column, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return json.dumps(value, ensure_ascii=False) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        # Most lists of names are empty, and a page of hits has dozens.
        return tuple(json.loads(value)) if value and value != "[]" else ()


class Versioned(TypedColumns):
    """Columns of rows that come and go. `added` and `removed` are generations; see `visible`."""

    row_key: Named[int] = Column(primary_key=True)
    added: Named[int]
    removed: Named[int]


class SourceColumns(Versioned):
    """A source but for its text; from `path` on it is its fingerprint. The writer gives out the row keys.

    `notes`: those on how it was read, as JSON, where there are any.
    """

    id: Named[str]
    name: Named[str]
    media_type: Named[str]
    title: Named[str]
    url: Named[str | None]
    encoding: Named[str | None]
    retrieved: Named[str | None]
    segmenter: Named[str]
    length: Named[int]
    by_hand: Named[tuple[str, ...]] = Column(NameList)
    notes: Named[str | None] = Column(Text)
    path: Named[str]
    root: Named[str]
    size: Named[int] = Column(BigInteger)
    mtime_ns: Named[int] = Column(BigInteger)
    sha256: Named[str]
    correction: Named[str]
    checksum: Named[int] = Column(BigInteger)


class SourceTextColumns(TypedColumns):
    """The whole text of a source, UTF-8 and zlib, apart from it so that lists of sources stay light."""

    source_key: Named[int] = Column(ForeignKey("sources.row_key", ondelete="CASCADE"), primary_key=True)
    text_zlib: Named[bytes] = Column(LargeBinary)


class DocumentColumns(Versioned):
    """A document. `first_day` and `last_day` are the span of its date as YYYYMMDD, for order and summaries.

    `printed`: its names as the source has them, as JSON, where any has another preferred form. `left_out`: pairs of
    offsets, as JSON, where anything is.
    """

    id: Named[str]
    source_id: Named[str]
    kind: Named[str]
    title: Named[str]
    authors: Named[tuple[str, ...]] = Column(NameList)
    signatories: Named[tuple[str, ...]] = Column(NameList)
    recipients: Named[tuple[str, ...]] = Column(NameList)
    date: Named[str | None]
    date_precision: Named[str]
    date_stated_in: Named[str | None]
    date_derived: Named[bool] = Column(Boolean)
    first_day: Named[int | None]
    last_day: Named[int | None]
    quoted_in: Named[str | None]
    reply_to: Named[str | None]
    thread: Named[str | None]
    position: Named[int]
    start: Named[int]
    end: Named[int]
    url: Named[str | None]
    by_hand: Named[tuple[str, ...]] = Column(NameList)
    printed: Named[str | None] = Column(Text)
    author_forms: Named[tuple[str, ...]] = Column(NameList)
    recipient_forms: Named[tuple[str, ...]] = Column(NameList)
    left_out: Named[str | None] = Column(Text)
    checksum: Named[int] = Column(BigInteger)


class PassageColumns(Versioned):
    """A passage with its words; `quoted` names whose they are, where they are quoted and the text says so."""

    id: Named[str]
    document_id: Named[str]
    ordinal: Named[int]
    start: Named[int]
    end: Named[int]
    voice: Named[str]
    quoted: Named[str | None]
    text: Named[str] = Column(Text)
    checksum: Named[int] = Column(BigInteger)


class FingerprintColumns(Versioned):
    """What tells which documents may share words: a document's fingerprints, numbers of eight bytes, packed."""

    document_id: Named[str] = Column(index=True)
    packed: Named[bytes] = Column(LargeBinary)


class MailColumns(Versioned):
    """The headers of an e-mail by which it is found what it answers; `thread`: as its own subject names it."""

    document_id: Named[str] = Column(index=True)
    message_id: Named[str | None]
    follows: Named[tuple[str, ...]] = Column(NameList)
    thread: Named[str | None]


class SharedRunColumns(Versioned):
    """Words in a row that stand alike in two documents; offsets are those in their sources."""

    earlier_id: Named[str] = Column(index=True)
    earlier_start: Named[int]
    earlier_end: Named[int]
    later_id: Named[str] = Column(index=True)
    later_start: Named[int]
    later_end: Named[int]
    words: Named[int]


class AlikePassageColumns(Versioned):
    """Two passages of different documents that are nearly the same; `earlier_id` and `later_id` are theirs."""

    earlier_document_id: Named[str] = Column(index=True)
    later_document_id: Named[str] = Column(index=True)
    earlier_id: Named[str]
    later_id: Named[str]


class FailureColumns(Versioned):
    """A file that could not be read."""

    path: Named[str]
    reason: Named[str] = Column(Text)


class FormerDocumentColumns(TypedColumns):
    """A document that is gone since generation `removed`; its record and passages as JSON, UTF-8 and zlib."""

    row_key: Named[int] = Column(primary_key=True)
    id: Named[str] = Column(index=True)
    source_name: Named[str]
    record_zlib: Named[bytes] = Column(LargeBinary)
    removed: Named[int] = Column(index=True)


class MetaColumns(TypedColumns):
    """What a generation states about itself; the row with the highest `added` a reader may see holds."""

    name: Named[str] = Column(String(64), primary_key=True)
    added: Named[int] = Column(primary_key=True, autoincrement=False)
    value: Named[str] = Column(Text)


def _versions(table: str) -> tuple[UniqueConstraint, Index]:
    return UniqueConstraint("id", "removed"), Index(f"{table}_versions", "removed", "added")


sources = Table("sources", metadata, SourceColumns, *_versions("sources"))
source_texts = Table("source_texts", metadata, SourceTextColumns)
documents = Table(
    "documents",
    metadata,
    DocumentColumns,
    *_versions("documents"),
    Index("documents_in_source", "source_id", "position"),
    Index("documents_quoted_in", "quoted_in"),
    Index("documents_reply_to", "reply_to"),
    Index("documents_thread", "thread"),
)
passages = Table(
    "passages",
    metadata,
    PassageColumns,
    *_versions("passages"),
    Index("passages_in_document", "document_id", "ordinal"),
)
fingerprints = Table("fingerprints", metadata, FingerprintColumns)
mail = Table("mail", metadata, MailColumns)
shared_runs = Table("shared_runs", metadata, SharedRunColumns)
alike_passages = Table("alike_passages", metadata, AlikePassageColumns)
failures = Table("failures", metadata, FailureColumns)
former_documents = Table("former_documents", metadata, FormerDocumentColumns)
meta = Table("meta", metadata, MetaColumns)

VERSIONED: tuple[Table[Versioned], ...] = (
    passages,
    documents,
    sources,
    fingerprints,
    mail,
    shared_runs,
    alike_passages,
    failures,
)

CHECKED: tuple[Table[Versioned], ...] = (sources, documents, passages)
"""Tables whose rows have a checksum; see `search.catalog.checksums`."""


def visible(table: FromClause) -> ColumnElement[bool]:
    """Whether a versioned row is part of the state of a generation, the statement's parameter of that name."""
    generation: BindParameter[int] = bindparam("generation")
    return and_(table.c.added <= generation, table.c.removed > generation)


def standing(table: FromClause) -> ColumnElement[bool]:
    """Whether a row stands, for statements that find their rows by another column.

    By itself SQLite finds all rows that stand, the fewest it supposes, and looks through them; the sum keeps it from
    an index over `removed`.
    """
    return table.c.removed + 0 == STANDING
