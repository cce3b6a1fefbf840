"""Writing: records go to tantivy's threads, and one commit with the generation's record in it is the switch."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import tantivy
from tantivy import Occur

from search.analysis import Analyzer
from search.engines.base import IndexedPassage
from search.engines.tantivy.fields import Records, generation_record, new_schema
from search.engines.tantivy.folder import builds_in, damage_named, failure_to_write_named
from search.engines.tantivy.snapshot import committed_numbers

_HEAP_BYTES = 200_000_000
"""Memory that tantivy's threads fill before they write a segment."""
_DELETED_AT_ONCE = 1_000


class TantivyWriter:
    """A writer as `search.engines.base.EngineWriter` defines it. With `rebuild`, it writes a new build beside."""

    def __init__(self, engine_folder: Path, analyzer: Analyzer, *, rebuild: bool) -> None:
        self._builds = builds_in(engine_folder, analyzer.signature)
        self._rebuild = rebuild
        # tantivy deletes what was added before; this tells the additions of this writer from what stood there.
        self._session = secrets.randbits(63)
        self._records = Records(analyzer, self._session)
        self._open = False

    def __enter__(self) -> Self:
        self._lock = self._builds.lock()
        try:
            self._start()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        try:
            if self._open:
                with failure_to_write_named(self._build):
                    self._writer.rollback()
                    self._finish()
            self._builds.finish()
        finally:
            self._lock.release()

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        """Remove all passages of these documents that stand in the committed index."""
        ids = list(document_ids)
        added_here = tantivy.Query.term_query(self._schema, "session", self._session)
        for start in range(0, len(ids), _DELETED_AT_ONCE):
            named = tantivy.Query.term_set_query(self._schema, "document", ids[start : start + _DELETED_AT_ONCE])
            standing = tantivy.Query.boolean_query([(Occur.Must, named), (Occur.MustNot, added_here)])
            self._writer.delete_documents_by_query(standing)

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages."""
        for passage in passages:
            record = self._records.of_passage(passage, self._next_number)
            with failure_to_write_named(self._build):
                self._writer.add_document(record)
            self._next_number += 1

    def commit(self, generation: int) -> None:
        """Show all changes at once, under this generation number."""
        with self._builds.committing(self._build), failure_to_write_named(self._build):
            self._writer.delete_documents_by_query(tantivy.Query.exists_query("generation"))
            self._writer.add_document(generation_record(generation, self._next_number))
            self._writer.commit()
            self._finish()

    def _start(self) -> None:
        self._builds.clear_interrupted()
        standing = None if self._rebuild else self._builds.newest()
        self._schema = new_schema()
        self._build = build = standing or self._builds.create()
        with damage_named(build) if standing else failure_to_write_named(build):
            self._builds.check(build)
            index = tantivy.Index.open(str(build)) if standing else tantivy.Index(self._schema, path=str(build))
            self._schema = index.schema
            self._next_number = committed_numbers(index.searcher())[1] if standing else 0
            self._writer = index.writer(_HEAP_BYTES)
        self._open = True

    def _finish(self) -> None:
        """Wait for merges, then remove the files that no state uses any more."""
        self._open = False
        self._writer.garbage_collect_files()
        self._writer.wait_merging_threads()
        del self._writer
