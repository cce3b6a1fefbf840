"""The engine protocol: what goes into an index, what is asked of it, and what comes out. No engine's own types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from search.dates import DateFilter
from search.engines.counts import Counted
from search.engines.effort import Bounds
from search.model import Kind, Voice
from search.numbered_tokens import NumberedTokens
from search.querytree import Query

FACET_FIELDS = ("kind", "author", "recipient", "voice", "source")
"""Fields whose values are filtered by, and counted, exactly. `date` is filtered and counted by the histogram."""
EXCLUDING = "not_"
"""What stands before a facet field where its values are to be left out: `not_author`."""


class Sort(StrEnum):
    """Order of hits. Ties break by passage id, ascending. Undated passages come last in both date orders.

    `newest` goes by the last day a date covers, `oldest` by the first.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Group(StrEnum):
    """What one hit stands for: every matching passage, or only the best of each document."""

    PASSAGE = "passage"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """All that an engine is told of a passage. `date` is EDTF or None; `title` is empty but on one passage.

    `document_title` is the title on every passage, for `title:` only. `author_forms` and `recipient_forms` are other
    spellings of its authors and recipients: words of their fields, and no values of the facets. `tokens`: those of
    the text, where they have been found already; else an engine finds them.
    """

    id: str
    document_id: str
    source_id: str
    source: str
    kind: Kind
    title: str
    document_title: str
    text: str
    authors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    voice: Voice = Voice.OWN_WORDS
    author_forms: tuple[str, ...] = ()
    recipient_forms: tuple[str, ...] = ()
    tokens: NumberedTokens | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions that do not score. Within a field any value will do, between fields all must hold.

    `excluded` is part of its field's own filter: where a facet's filter is left out, so is what it excludes.
    """

    kind: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    date: tuple[DateFilter, ...] = ()
    document: tuple[str, ...] = ()
    """Document ids: to find the hits within one document. Not a facet."""
    excluded: tuple[tuple[str, str], ...] = ()
    """Facet field and value: passages that have the value are left out, whatever other values they have."""

    def values(self, name: str) -> tuple[str, ...]:
        """The selected values of a facet field."""
        chosen: tuple[str, ...] = getattr(self, name)
        return chosen

    def excluded_values(self, name: str) -> tuple[str, ...]:
        """The values of a facet field that are left out."""
        return tuple(value for field_name, value in self.excluded if field_name == name)

    def __bool__(self) -> bool:
        restricted = any(self.values(name) for name in FACET_FIELDS)
        return restricted or any((self.date, self.document, self.excluded))


@dataclass(frozen=True, slots=True, eq=False)
class PassageSet:
    """Passages by their ids, and the id of the document of each; one set is equal to none but itself.

    An engine looks up where they stand but once for each set and state.
    """

    ids: Sequence[str]
    document_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One search. `offset` and `limit` count hits as `group` defines them.

    `marked`: passages of which the response says which match.
    """

    query: Query
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    group: Group = Group.PASSAGE
    offset: int = 0
    limit: int = 10
    facets: bool = True
    bounds: Bounds = field(default_factory=Bounds)
    marked: PassageSet | None = None


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A matching passage. `more` counts the further matching passages of its document when grouped, else 0."""

    passage_id: str
    document_id: str
    score: float
    more: int = 0


class MarkedMatch(NamedTuple):
    """A marked passage that matches: its place in the set, and how many passages of its document match in all."""

    place: int
    in_document: int


DateCount = Counted
"""An EDTF date cut to the day (no time), and how many matching passages are of documents with exactly that date."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """How far a prefix, wildcard or fuzzy word was expanded: `used` tokens of `found`; fewer where capped."""

    field: str
    pattern: str
    used: int
    found: int


@dataclass(frozen=True, slots=True)
class EngineResponse:
    """What a search found. All counts are exact and count passages unless they say otherwise.

    `facets`: field -> (value, count), most frequent first, ties by value; every value with a count above 0,
    counted with that field's own filters left out and all others applied. `dates`: the same for the date,
    in ascending order, undated apart. Empty where the request wanted no facets. `marked`: by ascending place; empty
    where the request marked none.
    """

    generation: int
    passages: int
    documents: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Sequence[Counted]]
    dates: Sequence[DateCount]
    undated: int
    expansions: tuple[Expansion, ...] = ()
    marked: Sequence[MarkedMatch] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """In what engines differ. All answer every query; what one cannot answer after all raises UnsupportedError, and
    nothing is left out in silence.
    """

    exact_statistics: bool = True
    """Scores are of the live passages and their exact lengths; otherwise lengths are rounded to a byte, and passages
    that were removed still count for how rare a word is until their segment is merged."""
    embedded: bool = True
    """Files in a folder, one writing process; otherwise a server reached by URL."""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How many of an engine's files were compared with the checksums of when they were written, and what is wrong.

    None are compared where a run was cut off before it wrote checksums down; the next one does.
    """

    files: int
    faults: tuple[str, ...]


class EngineWriter(Protocol):
    """Collects changes and shows none of them before `commit`. Leaving the `with` block without it discards all."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        """Remove all passages of these documents that stand in the committed index."""

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages."""

    def commit(self, generation: int) -> None:
        """Show all changes at once, under this generation number. The one switch point."""


class Engine(Protocol):
    """An index that can be searched. Safe to use from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def generation(self) -> int:
        """The generation that the next search answers from: the last committed one, 0 for an empty index."""

    def search(self, request: EngineRequest) -> EngineResponse:
        """Answer from one fixed state, the newest committed when it starts."""

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Terms (`text`) that start so, or facet values of which a word starts so, with passage counts.

        Case and accents aside; most frequent first, ties by value.
        """

    def passage_ids(self) -> Iterable[str]:
        """All passage ids of the committed state, in any order: for `flori verify`."""

    def files(self) -> tuple[Path, ...]:
        """The files of the committed state, for a backup; none while a commit goes on. A server has its own way."""

    def check_files(self) -> FileCheck:
        """Whether the committed files are as they were written: for `flori verify`. A server looks after its own."""

    def missing_files(self) -> tuple[str, ...]:
        """Which committed files are gone or of another size, in words; costs next to nothing. A server has none."""

    def writer(self, *, rebuild: bool = False) -> EngineWriter:
        """A writer; with `rebuild` it starts empty, and its commit replaces all that was there."""

    def close(self) -> None:
        """Release files and connections."""
