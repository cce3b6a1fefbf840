"""The reference: an engine that looks at every passage in plain Python, slow and obvious, to hold the others against.

It shares with them the analysis and the query tree, which are what they have in common, and nothing else.
"""

from __future__ import annotations

import fnmatch
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from search.analysis import NAME_FIELDS, POSITION_GAP, Analyzer, fold
from search.dates import DateFilter, day_span
from search.edits import within_edits
from search.engines.base import (
    FACET_FIELDS,
    Capabilities,
    DateCount,
    EngineHit,
    EngineRequest,
    EngineResponse,
    Expansion,
    FileCheck,
    Filters,
    Group,
    IndexedPassage,
    MarkedMatch,
    PassageSet,
    Sort,
)
from search.errors import IndexMissingError
from search.querytree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
)

K1 = 1.2
B = 0.75


@dataclass
class Stored:
    """What outlives an engine object: the committed passages by id, and their generation."""

    passages: dict[str, IndexedPassage] = field(default_factory=dict)
    generation: int = 0
    state: State | None = None


_FOLDERS: dict[Path, Stored] = {}


class ReferenceEngine:
    """All that `search.engines.base.Engine` asks for, by brute force."""

    name = "reference"
    capabilities = Capabilities()

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        self._stored = _FOLDERS.setdefault(folder, Stored())
        self._analyzer = analyzer

    def generation(self) -> int:
        return self._stored.generation

    def search(self, request: EngineRequest) -> EngineResponse:
        if not self._stored.generation:
            raise IndexMissingError("memory")
        # What was asked before is not worked out again: the pages of a ranking are cut from one answer.
        asked, answers = replace(request, offset=0, limit=0), self._state().answers
        if asked not in answers:
            answers[asked] = self._answer(asked)
        return replace(answers[asked], hits=answers[asked].hits[request.offset :][: request.limit])

    def _answer(self, request: EngineRequest) -> EngineResponse:
        """The answer with all hits."""
        entries, scoring = self._state().entries, Scoring(self._state())
        scores = {id(entry): score for entry in entries if (score := scoring.score(request.query, entry)) is not None}
        matching = [entry for entry in entries if id(entry) in scores]
        kept = [entry for entry in matching if passes(entry.passage, request.filters)]
        hits = [EngineHit(one.passage.id, one.passage.document_id, scores[id(one)]) for one in kept]
        dated = [one.passage.date for one in matching if passes(one.passage, request.filters, besides="date")]
        return EngineResponse(
            generation=self._stored.generation,
            passages=len(kept),
            documents=len({one.passage.document_id for one in kept}),
            hits=tuple(self._ordered(hits, request)),
            facets={name: facet(name, matching, request.filters) for name in FACET_FIELDS} if request.facets else {},
            dates=date_counts(dated) if request.facets else (),
            undated=dated.count(None) if request.facets else 0,
            expansions=scoring.expansions,
            marked=tuple(marked_matches(kept, request.marked)),
        )

    def suggest(self, field_name: str, prefix: str, limit: int) -> tuple[tuple[str, int], ...]:
        counts: Counter[str] = Counter()
        for passage in self._stored.passages.values():
            counts.update(self._suggestible(field_name, passage))
        start = fold(prefix)
        places = _every_word if field_name != "text" else _the_whole
        found = [
            (value, count)
            for value, count in counts.items()
            if any(rest.startswith(start) for rest in places(fold(value)))
        ]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:limit])

    def passage_ids(self) -> Iterator[str]:
        return iter(self._stored.passages)

    def files(self) -> tuple[Path, ...]:
        return ()

    def check_files(self) -> FileCheck:
        return FileCheck(0, ())

    def missing_files(self) -> tuple[str, ...]:
        return ()

    def writer(self, *, rebuild: bool = False) -> ReferenceWriter:
        return ReferenceWriter(self._stored, rebuild=rebuild)

    def close(self) -> None:
        pass

    def _state(self) -> State:
        if self._stored.state is None:
            self._stored.state = State(list(self._stored.passages.values()), self._analyzer)
        return self._stored.state

    def _suggestible(self, field_name: str, passage: IndexedPassage) -> set[str]:
        if field_name == "text":
            return {*self._analyzer.words(passage.title), *self._analyzer.words(passage.text)}
        return set(facet_values(field_name, passage))

    def _ordered(self, hits: list[EngineHit], request: EngineRequest) -> list[EngineHit]:
        if request.group is Group.DOCUMENT:
            hits = best_of_documents(hits)
        date_of = {one.id: one.date for one in self._stored.passages.values()}
        return sorted(hits, key=lambda hit: (sort_key(hit, date_of[hit.passage_id], request.sort), hit.passage_id))


class ReferenceWriter:
    """Collects changes and makes them at the commit."""

    def __init__(self, stored: Stored, *, rebuild: bool) -> None:
        self._stored = stored
        self._passages = {} if rebuild else dict(stored.passages)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        gone = set(document_ids)
        standing = self._stored.passages
        self._passages = {
            key: one for key, one in self._passages.items() if one.document_id not in gone or standing.get(key) != one
        }

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        self._passages.update((passage.id, passage) for passage in passages)

    def commit(self, generation: int) -> None:
        self._stored.passages = self._passages
        self._stored.generation = generation
        self._stored.state = None


@dataclass(frozen=True, eq=False)
class Entry:
    """A passage, and its tokens by field: token -> positions. `words`: the same before stemming."""

    passage: IndexedPassage
    tokens: dict[str, dict[str, list[int]]]
    words: dict[str, set[str]]

    @property
    def length(self) -> int:
        return sum(map(len, self.tokens["text"].values()))


class State:
    """All passages with their tokens, and what is counted over them.

    `having`: passages by token of their text. `answers`: those given so far, with all hits.
    """

    def __init__(self, passages: Sequence[IndexedPassage], analyzer: Analyzer) -> None:
        self.entries = [entry_of(passage, analyzer) for passage in passages]
        self.having = Counter(token for entry in self.entries for token in entry.tokens["text"])
        self.average_length = sum(entry.length for entry in self.entries) / max(len(self.entries), 1)
        self.answers: dict[EngineRequest, EngineResponse] = {}


class Scoring:
    """One query over one state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._words_of: dict[Prefix | Wildcard | Fuzzy, set[str]] = {}

    @property
    def expansions(self) -> tuple[Expansion, ...]:
        """How the leaves were expanded that stand for several words."""
        return tuple(
            Expansion(leaf.field, written(leaf), len(words), len(words)) for leaf, words in self._words_of.items()
        )

    def score(self, query: Query, entry: Entry) -> float | None:
        """The score of a passage; None where it does not match."""
        match query:
            case Term(name, token):
                return self._phrase(name, (token,), 0, entry)
            case Phrase(name, tokens, slop):
                return self._phrase(name, tokens, slop, entry)
            case Prefix() | Wildcard() | Fuzzy():
                return 1.0 if entry.words[query.field] & self._expanded(query) else None
            case And(children):
                return together([self.score(child, entry) for child in children])
            case Or(children):
                found = [score for child in children if (score := self.score(child, entry)) is not None]
                return sum(found) if found else None
            case Not(child):
                return 0.0 if self.score(child, entry) is None else None
            case Dated(one):
                return 0.0 if takes_in(one, entry.passage.date) else None
            case Everything():
                return 1.0
            case Nothing():
                return None

    def _phrase(self, name: str, tokens: tuple[str, ...], slop: int, entry: Entry) -> float | None:
        positions = [entry.tokens[name].get(token, []) for token in tokens]
        if not any(stands_near(positions, start, slop) for start in positions[0]):
            return None
        return sum(self._bm25(token, entry) for token in tokens) if name == "text" else 1.0

    def _bm25(self, token: str, entry: Entry) -> float:
        total, having = len(self._state.entries), self._state.having[token]
        rarity = math.log(1 + (total - having + 0.5) / (having + 0.5))
        frequency = len(entry.tokens["text"][token])
        return rarity * frequency / (frequency + K1 * (1 - B + B * entry.length / self._state.average_length))

    def _expanded(self, leaf: Prefix | Wildcard | Fuzzy) -> set[str]:
        if leaf not in self._words_of:
            vocabulary = {word for entry in self._state.entries for word in entry.words[leaf.field]}
            self._words_of[leaf] = {word for word in vocabulary if stands_for(leaf, word)}
        return self._words_of[leaf]


def entry_of(passage: IndexedPassage, analyzer: Analyzer) -> Entry:
    """A passage's tokens, field by field."""
    stretches = {
        "text": [passage.title, passage.text],
        "title": [passage.document_title],
        "kind": [passage.kind],
        "source": [passage.source],
        "author": [*passage.authors, *passage.author_forms],
        "recipient": [*passage.recipients, *passage.recipient_forms],
    }
    tokens: dict[str, dict[str, list[int]]] = {}
    words: dict[str, set[str]] = {}
    for name, texts in stretches.items():
        tokens[name], words[name] = {}, set()
        position = 0
        for text in texts:
            for token in analyzer.tokens(text):
                compared = token.text if name in NAME_FIELDS else token.stem
                tokens[name].setdefault(compared, []).append(position)
                words[name].add(token.text)
                position += 1
            position += POSITION_GAP
    return Entry(passage, tokens, words)


def together(scores: Sequence[float | None]) -> float | None:
    """The sum where there is no None."""
    total = 0.0
    for score in scores:
        if score is None:
            return None
        total += score
    return total


def stands_near(positions: Sequence[list[int]], start: int, slop: int) -> bool:
    """Whether tokens stand in order from `start` on, with at most `slop` others between them: every way is tried."""
    ends = {start}
    for following in positions[1:]:
        ends = {place for place in following for end in ends if place > end}
    return any(end - start - (len(positions) - 1) <= slop for end in ends)


def stands_for(leaf: Prefix | Wildcard | Fuzzy, word: str) -> bool:
    """Whether a word is one that the leaf stands for."""
    match leaf:
        case Prefix(_, prefix):
            return word.startswith(prefix)
        case Wildcard(_, pattern):
            return fnmatch.fnmatchcase(word, pattern.replace("[", "[[]"))
        case Fuzzy(_, token, distance, prefix_length):
            return word.startswith(token[:prefix_length]) and within_edits(token, word, distance)


def written(leaf: Prefix | Wildcard | Fuzzy) -> str:
    """The leaf in the query language."""
    match leaf:
        case Prefix(_, prefix):
            return f"{prefix}*"
        case Wildcard(_, pattern):
            return pattern
        case Fuzzy(_, token, distance):
            return f"{token}~{distance}"


def facet_values(name: str, passage: IndexedPassage) -> tuple[str, ...]:
    """The values of a passage in a facet, each once."""
    values = {
        "kind": (str(passage.kind),),
        "author": passage.authors,
        "recipient": passage.recipients,
        "voice": (str(passage.voice),),
        "source": (passage.source,),
    }
    return tuple(dict.fromkeys(values[name]))


def passes(passage: IndexedPassage, filters: Filters, besides: str | None = None) -> bool:
    """Whether all filters let a passage through, one field's left out."""
    for name in FACET_FIELDS:
        chosen, own = filters.values(name), set(facet_values(name, passage))
        if name != besides and chosen and not set(chosen) & own:
            return False
        if name != besides and set(filters.excluded_values(name)) & own:
            return False
    if besides != "date" and filters.date and not any(takes_in(one, passage.date) for one in filters.date):
        return False
    return not filters.document or passage.document_id in filters.document


def takes_in(one: DateFilter, date: str | None) -> bool:
    """Whether a date filter takes in a date: the whole of it lies within."""
    span = day_span(date)
    if span is None or one.undated:
        return span is None and one.undated
    return (one.first is None or span.first >= one.first) and (one.last is None or span.last <= one.last)


def facet(name: str, matching: Sequence[Entry], filters: Filters) -> tuple[tuple[str, int], ...]:
    """The counts of a field, its own filter left out."""
    counts: Counter[str] = Counter()
    for entry in matching:
        if passes(entry.passage, filters, besides=name):
            counts.update(facet_values(name, entry.passage))
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def marked_matches(kept: Sequence[Entry], marked: PassageSet | None) -> Iterator[MarkedMatch]:
    """Each marked passage that is kept, with the passages of its document that are."""
    document_of = {one.passage.id: one.passage.document_id for one in kept}
    for place, passage_id in enumerate(marked.ids if marked else ()):
        if passage_id in document_of:
            yield MarkedMatch(place, list(document_of.values()).count(document_of[passage_id]))


def date_counts(dates: Sequence[str | None]) -> tuple[DateCount, ...]:
    """The counts by date without its time, ascending."""
    counts = Counter(date.partition("T")[0] for date in dates if date is not None)
    return tuple((date, counts[date]) for date in sorted(counts, key=ascending))


def ascending(date: str) -> tuple[int, int]:
    """By the first day, the longer span before the shorter."""
    span = day_span(date)
    assert span is not None
    return span.first, -span.last


def sort_key(hit: EngineHit, date: str | None, sort: Sort) -> tuple[float, ...]:
    """What ascends in the order asked for; undated passages last. A date without a time lasts all day."""
    if sort is Sort.RELEVANCE:
        return (-hit.score,)
    span = day_span(date)
    if date is None or span is None:
        return (math.inf,)
    time = [int(part) for part in date.partition("T")[2].split(":") if part]
    if sort is Sort.NEWEST:
        return (-span.last, *(-part for part in time or [24]))
    return (span.first, *(time or [-1]))


def best_of_documents(hits: Sequence[EngineHit]) -> list[EngineHit]:
    """The best hit of each document, with how many more it has."""
    best: dict[str, EngineHit] = {}
    for hit in sorted(hits, key=lambda one: (-one.score, one.passage_id)):
        best.setdefault(hit.document_id, hit)
    more = Counter(hit.document_id for hit in hits)
    return [EngineHit(one.passage_id, one.document_id, one.score, more[one.document_id] - 1) for one in best.values()]


def _the_whole(word: str) -> list[str]:
    return [word]


def _every_word(name: str) -> list[str]:
    """The name from each of its words on."""
    return [name[at:] for at in range(len(name) + 1) if at == 0 or not (name[at - 1].isalnum() or name[at - 1] == "_")]
