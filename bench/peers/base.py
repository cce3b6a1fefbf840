"""What a peer is: something that builds an index of the corpus and answers queries with hits, facets and snippets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol

TOP_HITS = 10
SNIPPET_CHARS = 200
FACETS = ("kind", "author", "recipient")


class PeerUnavailableError(Exception):
    """A peer is not installed, or cannot run here; the text is the reason that the report gives."""


@dataclass(frozen=True, slots=True)
class PeerQuery:
    """A query as `bench.queries.BenchQuery`, in plain types, so that peers need nothing of the project to run."""

    shape: str
    words: tuple[str, ...]
    author: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A finished index. `seconds`: from reading the first passage until it can be searched."""

    passages: int
    seconds: float
    index_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave. `hits`: all that match. `facets`: field -> value -> count; `years`: year -> count.

    `snippets`: how many of the first TOP_HITS came with one.
    """

    hits: int
    snippets: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)


class Peer(Protocol):
    """One contender. `about` says for the report what is measured, and what this peer leaves out."""

    name: ClassVar[str]
    about: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        """Keep files below `folder`. Raises PeerUnavailableError."""

    def version(self) -> str:
        """Name and version of the software that does the work."""

    def build(self, documents: Path, passages: Path) -> Built:
        """Index the corpus: peers read `passages`, we read `documents`."""

    def ask(self, query: PeerQuery) -> Any:
        """Answer one query, with the first TOP_HITS best first, while the clock runs.

        A server's answer is there when all of it has come; a library's when its caller has hits, counts and snippets.
        """

    def read(self, reply: Any) -> Answer:
        """What `ask` gave, made comparable; the clock has stopped."""

    def close(self) -> None:
        """End servers and close files."""


def folder_bytes(folder: Path) -> int:
    """The size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
