"""One committed state of the index, opened."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import Any

import tantivy

from search.engines.counting.marking import Marking
from search.engines.tantivy.columns import Columns
from search.engines.tantivy.loading import read_columns, rows_of_passages


class Snapshot:
    """One committed state. `build`: its folder; `state`: see `folder.committed_state`. Safe to use from threads.

    Raises ValueError where the files are not of an index that was committed.
    """

    def __init__(self, build: Path, state: tuple[int, int, int]) -> None:
        index = tantivy.Index.open(str(build))
        self.build = build
        self.state = state
        self.schema: tantivy.Schema = index.schema
        self.searcher = index.searcher()
        self.generation, self._next_number = committed_numbers(self.searcher)
        self._columns: Columns | None = None
        self._marking: Marking | None = None
        self._reading = threading.Lock()

    def columns(self) -> Columns:
        """The columns of all passages, read when they are first asked for."""
        with self._reading:
            if self._columns is None:
                self._columns = read_columns(self.searcher, self.schema, self._next_number)
            return self._columns

    def marking(self) -> Marking:
        """Where marked passages stand among the rows of the columns."""
        columns = self.columns()
        with self._reading:
            if self._marking is None:
                find = partial(rows_of_passages, self.searcher, self.schema, columns)
                self._marking = Marking(find, columns.by_document)
            return self._marking


def committed_numbers(searcher: tantivy.Searcher) -> tuple[int, int]:
    """The generation of a state, and the number that its next passage gets. Raises ValueError where it has none."""
    hits = searcher.search(tantivy.Query.exists_query("generation"), limit=1).hits
    if not hits:
        raise ValueError("it does not say its generation")
    record: Any = searcher.doc(hits[0][1])
    return record.get_first("generation"), record.get_first("next_number")
