"""Where a query is met in a text: the words to mark, and only those that the query really matches."""

from __future__ import annotations

import fnmatch
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis import Analyzer
from search.edits import within_edits
from search.querytree import And, Fuzzy, Or, Phrase, Prefix, Query, Term, Wildcard

Span = tuple[int, int]
Leaf = Term | Phrase | Prefix | Wildcard | Fuzzy

PASSAGE_FIELDS = frozenset({"text"})
TITLE_FIELDS = frozenset({"text", "title"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a leaf of the query is met. `leaf` counts from 0; `words` are [start, end), ascending."""

    leaf: int
    words: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Offset of its first word."""
        return self.words[0][0]

    @property
    def end(self) -> int:
        """Offset after its last word."""
        return self.words[-1][1]


@dataclass(frozen=True, slots=True)
class _Concern:
    """What a word is to the query: the leaves that it meets by itself, and its stem where a phrase has that."""

    leaves: tuple[int, ...]
    phrase_stem: str | None


class Highlighter:
    """Finds a query's words in texts. Made once for a query, then used for every text; for one thread.

    `fields`: the fields of the query whose leaves are looked for. What stands under a NOT is not.
    """

    def __init__(self, query: Query, analyzer: Analyzer, fields: frozenset[str] = PASSAGE_FIELDS) -> None:
        self._analyzer = analyzer
        self._terms: dict[str, int] = {}
        self._phrases: dict[int, Phrase] = {}
        self._patterns: dict[int, Callable[[str], bool]] = {}
        # Words as they stand in texts; most are of no concern, and each is asked about once.
        self._concerns: dict[str, _Concern | None] = {}
        for number, leaf in enumerate(dict.fromkeys(_leaves(query, fields))):
            match leaf:
                case Term(token=token) | Phrase(tokens=(token,)):
                    self._terms[token] = number
                case Phrase():
                    self._phrases[number] = leaf
                case _:
                    self._patterns[number] = _word_test(leaf)
        self._phrase_stems = frozenset(token for phrase in self._phrases.values() for token in phrase.tokens)

    def __bool__(self) -> bool:
        return bool(self._terms or self._phrases or self._patterns)

    def occurrences(self, text: str) -> list[Occurrence]:
        """All places where the query is met, by start; those of different leaves may overlap."""
        if not self:
            return []
        found: list[Occurrence] = []
        phrase_words: dict[str, dict[int, Span]] = defaultdict(dict)
        concerns = self._concerns
        for position, match in enumerate(self._analyzer.matches(text)):
            raw = match[0]
            concern = concerns[raw] if raw in concerns else self._look_at(raw)
            if concern is None:
                continue
            found.extend(Occurrence(leaf, (match.span(),)) for leaf in concern.leaves)
            if concern.phrase_stem is not None:
                phrase_words[concern.phrase_stem][position] = match.span()
        found.extend(self._phrases_among(phrase_words))
        return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end, occurrence.leaf))

    def highlights(self, text: str) -> tuple[Span, ...]:
        """The words to mark, ascending, not overlapping."""
        return marked_words(self.occurrences(text))

    def _look_at(self, raw: str) -> _Concern | None:
        """What a word is to the query, kept for when it is met again; None where nothing."""
        word, stem = self._analyzer.token_forms(raw)
        terms = (self._terms[stem],) if stem in self._terms else ()
        leaves = (*terms, *(leaf for leaf, test in self._patterns.items() if test(word)))
        in_phrase = stem in self._phrase_stems
        concern = _Concern(leaves, stem if in_phrase else None) if leaves or in_phrase else None
        self._concerns[raw] = concern
        return concern

    def _phrases_among(self, words: Mapping[str, Mapping[int, Span]]) -> Iterator[Occurrence]:
        """Where phrases stand. `words`: stem -> position of each token that has it, ascending, and its offsets."""
        positions = {stem: list(places) for stem, places in words.items()}
        for leaf, phrase in self._phrases.items():
            for places in _phrase_places(phrase, positions):
                yield Occurrence(
                    leaf, tuple(words[stem][place] for stem, place in zip(phrase.tokens, places, strict=True))
                )


def marked_words(occurrences: Sequence[Occurrence]) -> tuple[Span, ...]:
    """The words of all occurrences, each once, ascending. Words are tokens, so that two are the same or apart."""
    return tuple(sorted({word for occurrence in occurrences for word in occurrence.words}))


def _leaves(query: Query, fields: frozenset[str]) -> Iterator[Leaf]:
    match query:
        case And(children=children) | Or(children=children):
            for child in children:
                yield from _leaves(child, fields)
        case Term() | Phrase() | Prefix() | Wildcard() | Fuzzy() if query.field in fields:
            yield query


def _word_test(leaf: Prefix | Wildcard | Fuzzy) -> Callable[[str], bool]:
    match leaf:
        case Prefix(prefix=prefix):
            return lambda word: word.startswith(prefix)
        case Wildcard(pattern=pattern):
            # fnmatch knows sets in brackets, the query language does not. Its expressions do not backtrack.
            matches = re.compile(fnmatch.translate(pattern.replace("[", "[[]"))).match
            return lambda word: matches(word) is not None
        case Fuzzy(token=token, distance=distance, prefix_length=prefix_length):
            head = token[:prefix_length]
            return lambda word: word.startswith(head) and within_edits(token, word, distance)


def _phrase_places(phrase: Phrase, positions: dict[str, list[int]]) -> Iterator[list[int]]:
    """Token positions of each place where the phrase stands, the nearest words after each first word."""
    first, *rest = phrase.tokens
    for start in positions.get(first, ()):
        places = [start]
        for token in rest:
            following = positions.get(token, [])
            index = bisect_right(following, places[-1])
            if index == len(following) or following[index] - start - len(places) > phrase.slop:
                break
            places.append(following[index])
        if len(places) == len(phrase.tokens):
            yield places
