"""What a reader asks of the tables, built once: building a statement takes longer than SQLite takes to answer it.

Parameters: `generation`; `ids`, a list; `id`, one of them.
"""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, select

from search.catalog.neighbours import chronology
from search.catalog.schema import documents, failures, former_documents, passages, source_texts, sources, visible

_IDS: BindParameter[list[str]] = bindparam("ids", expanding=True)
_ID: BindParameter[str] = bindparam("id")

_passages = select(passages).where(visible(passages))
_documents = select(documents).where(visible(documents))
_sources = select(sources).where(visible(sources))

PASSAGES = _passages.where(passages.c.id.in_(_IDS))
DOCUMENTS = _documents.where(documents.c.id.in_(_IDS))
SOURCES = _sources.where(sources.c.id.in_(_IDS))

PASSAGES_IN_CONTEXT = (
    select(passages, documents, sources.c.name)
    .join_from(passages, documents, documents.c.id == passages.c.document_id)
    .join(sources, sources.c.id == documents.c.source_id)
    .where(visible(passages), visible(documents), visible(sources), passages.c.id.in_(_IDS))
)
"""All columns of the passage, all of its document, and the name of its source."""

PASSAGES_OF_DOCUMENT = _passages.where(passages.c.document_id == _ID).order_by(passages.c.ordinal)
DOCUMENTS_OF_SOURCE = _documents.where(documents.c.source_id == _ID).order_by(documents.c.position)
DOCUMENTS_QUOTED_IN = _documents.where(documents.c.quoted_in == _ID).order_by(documents.c.start)
REPLIES_TO = _documents.where(documents.c.reply_to == _ID).order_by(
    *chronology(), documents.c.source_id, documents.c.position
)

SOURCE_WITH_TEXT = (
    select(sources, source_texts.c.text_zlib)
    .join_from(sources, source_texts, source_texts.c.source_key == sources.c.row_key)
    .where(visible(sources), sources.c.id == _ID)
)
FORMER_DOCUMENT = (
    select(former_documents)
    .where(former_documents.c.id == _ID, former_documents.c.removed <= bindparam("generation"))
    .order_by(former_documents.c.removed.desc())
    .limit(1)
)
NOTED_SOURCES = (
    select(sources.c.name, sources.c.notes)
    .where(visible(sources), sources.c.notes.is_not(None))
    .order_by(sources.c.name)
)
FAILURES = select(failures).where(visible(failures)).order_by(failures.c.path)
SOURCE_IDS = select(sources.c.id).where(visible(sources)).order_by(sources.c.name)
DOCUMENT_IDS = (
    select(documents.c.id)
    .where(visible(documents))
    .order_by(documents.c.id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
PASSAGE_IDS = select(passages.c.id).where(visible(passages))
