"""The words of documents put aside on disk while they are compared: there may be more of them than memory holds."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from indexer.copies.runs import Places

_IN_MEMORY_BYTES = 32_000_000


class WordsAside:
    """The places of documents' words, by document id: in a file without a name in `folder`, once they are many."""

    def __init__(self, folder: Path) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY_BYTES, dir=str(folder))  # noqa: SIM115 closed by __exit__
        self._starts: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def put(self, document_id: str, places: Places) -> None:
        """Keep a document. All are put before any is taken."""
        self._starts[document_id] = self._file.tell()
        pickle.dump(places, self._file, pickle.HIGHEST_PROTOCOL)

    def __getitem__(self, document_id: str) -> Places:
        self._file.seek(self._starts[document_id])
        places: Places = pickle.load(self._file)  # noqa: S301 what `put` wrote
        return places

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)
