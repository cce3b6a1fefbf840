"""Writing: passages are analyzed and collected, inverted in runs, and committed by Whoosh in one switch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np

from search.analysis import Analyzer
from search.engines.base import IndexedPassage
from search.engines.builds import Builds
from search.engines.whoosh.codec import ArrayWriter
from search.engines.whoosh.damage import damage_named
from search.engines.whoosh.fields import PassageTokens, column_values
from search.engines.whoosh.folder import create_index, open_index
from search.engines.whoosh.ids import IdReader, Ids
from search.engines.whoosh.lists_file import put_aside
from search.engines.whoosh.merging import merge_segments

_RUN_TOKENS = 4_000_000
"""Tokens collected before they are inverted: some 200 MB at the most while sorting."""


class WhooshWriter:
    """A writer as `search.engines.base.EngineWriter` defines it. With `rebuild`, it writes a new build beside."""

    def __init__(self, builds: Builds, analyzer: Analyzer, *, rebuild: bool) -> None:
        self._builds = builds
        self._analyzer = analyzer
        self._rebuild = rebuild
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
                self._writer.cancel()
                self._open = False
            self._builds.finish()
        finally:
            self._lock.release()

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        """Remove all passages of these documents that stand in the committed index."""
        wanted = list(document_ids)
        base = 0
        for segment in self._writer.segments:
            with damage_named(self._build):
                documents = self._documents(segment)
            for number in documents.passages_of(wanted).tolist():
                self._writer.delete_document(base + number)
            base += segment.doc_count_all()

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages."""
        for passage in passages:
            length = self._tokens.add(self._writer.docnum, passage)
            self._writer.add_row(column_values(passage, length))
        if len(self._tokens) > _RUN_TOKENS:
            self._invert()

    def commit(self, generation: int) -> None:
        """Show all changes at once, under this generation number, which must be above the last of the build."""
        if generation < self._writer.generation:
            raise ValueError(f"generation {generation} is not above the committed one, {self._writer.generation - 1}")
        self._writer.generation = generation
        self._invert()
        self._open = False  # whatever happens now, Whoosh closes its writer
        with self._builds.committing(self._build):
            self._writer.commit(mergetype=merge_segments)

    def _start(self) -> None:
        standing = self._builds.clear_interrupted()
        if standing is None or self._rebuild:
            self._build = self._builds.create()
            create_index(self._build)
        else:
            self._build = standing
        with damage_named(self._build):
            self._builds.check(self._build)
            index = open_index(self._build)
        self._writer = ArrayWriter(index)
        self._tokens = PassageTokens(self._analyzer)
        self._open = True

    def _documents(self, segment: Any) -> Ids:
        """The document of each passage of a segment."""
        reader = segment.codec().per_document_reader(self._writer.storage, segment)
        column: IdReader = reader.column_reader("document", self._writer.schema["document"].column_type)
        reader.close()
        return column.ids

    def _invert(self) -> None:
        """Put what was collected aside on disk, where it takes no memory until the commit merges it."""
        numbers = np.arange(self._writer.docnum, dtype=np.int32)
        for field, lists in put_aside(self._build, self._tokens.inverted()):
            self._writer.lists.add(field, lists, numbers)
