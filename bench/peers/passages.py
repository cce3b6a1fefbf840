"""Reading the corpus's passages with the standard library alone, for peers that run under another Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One passage, as `bench.corpus.Passage` describes it. `year`: 0 if undated."""

    id: str
    kind: str
    author: str
    recipient: str
    year: int
    words: str


def read_rows(path: Path) -> Iterator[Row]:
    """The passages of the file, in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(**json.loads(line))
