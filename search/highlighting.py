"""Where a query is met in a text: the words to mark, and only those that the query really matches."""

from __future__ import annotations

import fnmatch
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.analysis import Analyzer
from search.edits import within_edits
from search.querytree import And, Fuzzy, Or, Phrase, Prefix, Query, Term, Wildcard

Span = tuple[int, int]
Leaf = Term | Phrase | Prefix | Wildcard | Fuzzy

PASSAGE_FIELDS = frozenset({"text"})
TITLE_FIELDS = frozenset({"text", "title"})

STEPS_FOR_EACH_CHARACTER = 20
"""Looks for the words of phrases, so that the time a text takes goes with its length, whatever the query. Only texts of
nothing but a query's words need so many; what stands after where they end is not marked."""


class Occurrence(NamedTuple):
    """One place where a leaf of the query is met: [`start`, `end`). `leaf` counts from 0; `words` ascend, as spans.

    A tuple, since a page of hits has hundreds, which are made and sorted in a fraction of the time.
    """

    start: int
    end: int
    leaf: int
    words: tuple[Span, ...]


@dataclass(slots=True)
class _Steps:
    """How many words may still be looked for in a text."""

    left: int

    @property
    def are_left(self) -> bool:
        return self.left > 0


class Highlighter:
    """Finds a query's words in texts. Made once for a query, then used for every text; for one thread.

    `fields`: the fields of the query whose leaves are looked for. What stands under a NOT is not.
    """

    def __init__(self, query: Query, analyzer: Analyzer, fields: frozenset[str] = PASSAGE_FIELDS) -> None:
        self._analyzer = analyzer
        self._terms: dict[str, int] = {}
        self._phrases: dict[int, Phrase] = {}
        self._patterns: dict[int, Callable[[str], bool]] = {}
        self._pattern_leaves: dict[str, tuple[int, ...]] = {}
        for number, leaf in enumerate(dict.fromkeys(_leaves(query, fields))):
            match leaf:
                case Term(token=token) | Phrase(tokens=(token,)):
                    self._terms[token] = number
                case Phrase():
                    self._phrases[number] = leaf
                case _:
                    self._patterns[number] = _word_test(leaf)
        self._phrase_stems = {token for phrase in self._phrases.values() for token in phrase.tokens}

    def __bool__(self) -> bool:
        return bool(self._terms or self._phrases or self._patterns)

    def occurrences(self, text: str) -> list[Occurrence]:
        """All places where the query is met, by start; those of different leaves may overlap."""
        if not self:
            return []
        matches = list(self._analyzer.matches(text))
        found = self._terms_among(matches) if self._terms else []
        if self._patterns:
            found += self._patterns_among(matches)
        if self._phrases:
            found += self._phrases_among(matches, _Steps(STEPS_FOR_EACH_CHARACTER * len(text)))
        return sorted(found)

    def highlights(self, text: str) -> tuple[Span, ...]:
        """The words to mark, ascending, not overlapping."""
        return marked_words(self.occurrences(text))

    def _matching_patterns(self, word: str) -> tuple[int, ...]:
        known = self._pattern_leaves.get(word)
        if known is None:
            known = tuple(leaf for leaf, test in self._patterns.items() if test(word))
            self._pattern_leaves[word] = known
        return known

    def _terms_among(self, matches: Sequence[re.Match[str]]) -> list[Occurrence]:
        forms, terms = self._analyzer.forms, self._terms
        # Nearly all words are looked at here in vain, a thousand and more for one page of hits.
        met = [(match, stem) for match in matches if (stem := forms[match[0]][1]) in terms]
        return [Occurrence(*match.span(), terms[stem], (match.span(),)) for match, stem in met]

    def _patterns_among(self, matches: Sequence[re.Match[str]]) -> Iterator[Occurrence]:
        forms = self._analyzer.forms
        for match in matches:
            for leaf in self._matching_patterns(forms[match[0]][0]):
                yield Occurrence(*match.span(), leaf, (match.span(),))

    def _phrases_among(self, matches: Sequence[re.Match[str]], steps: _Steps) -> Iterator[Occurrence]:
        """Where phrases stand."""
        forms = self._analyzer.forms
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, match in enumerate(matches):
            if (stem := forms[match[0]][1]) in self._phrase_stems:
                positions[stem].append(position)
        for leaf, phrase in self._phrases.items():
            for places in _phrase_places(phrase, positions, steps):
                words = tuple(matches[place].span() for place in places)
                yield Occurrence(words[0][0], words[-1][1], leaf, words)


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


def _phrase_places(phrase: Phrase, positions: Mapping[str, list[int]], steps: _Steps) -> Iterator[list[int]]:
    """Token positions of each place where the phrase stands, the nearest words after each first word."""
    first, *rest = phrase.tokens
    for start in positions.get(first, ()):
        places = [start]
        if not steps.are_left:
            return
        for token in rest:
            steps.left -= 1
            following = positions.get(token, [])
            index = bisect_right(following, places[-1])
            if index == len(following) or following[index] - start - len(places) > phrase.slop:
                break
            places.append(following[index])
        if len(places) == len(phrase.tokens):
            yield places
