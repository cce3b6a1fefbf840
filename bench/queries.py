"""The query set: words chosen by how many passages hold them, so that each query has a known weight at any size."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from Stemmer import Stemmer

from bench.corpus import Passage

SAMPLE_PASSAGES = 10_000
"""Frequencies are counted in the corpus's first passages, which are the same at every size: so are the queries."""

PREFIX_WORDS = 10
AGREEMENT = 0.98
_LETTERS = re.compile(r"[a-z]{3,}")
_WORD = re.compile(r"(?<![^\s(\"])[a-z]{3,}(?![^\s,.;:!?)\"])(?!\.\S)")


class Shape(StrEnum):
    """How the words of a query belong together."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """One query for every peer. A word alone has the shape ALL; `author` and `year` restrict where they are set."""

    name: str
    shape: Shape
    words: tuple[str, ...]
    author: str | None = None
    year: int | None = None


def choose_queries(passages: Iterable[Passage]) -> list[BenchQuery]:
    """The fixed query set for a corpus; ties in frequency go to the word that comes first in the alphabet."""
    sample = list(islice(passages, SAMPLE_PASSAGES))
    total = len(sample)
    frequency = _plain_words(sample)
    rare, middling, half_common, common = (_nearest(frequency, total * share) for share in (0.000_5, 0.01, 0.05, 0.10))
    very_common = max(sorted(frequency), key=frequency.__getitem__)
    author, year = _busiest(sample, common)
    return [
        BenchQuery("rare word", Shape.ALL, (rare,)),
        BenchQuery("middling word", Shape.ALL, (middling,)),
        BenchQuery("common word", Shape.ALL, (common,)),
        BenchQuery("very common word", Shape.ALL, (very_common,)),
        BenchQuery("two words, AND", Shape.ALL, (common, half_common)),
        BenchQuery("three words, OR", Shape.ANY, (common, half_common, middling)),
        BenchQuery("phrase", Shape.PHRASE, _phrase(sample, frequency)),
        BenchQuery("prefix", Shape.PREFIX, (_prefix(sample),)),
        BenchQuery("author and year", Shape.ALL, (common,), author=author, year=year),
    ]


def _words(passage: Passage) -> list[str]:
    return _WORD.findall(passage.words.lower())


def _document_frequency(sample: Iterable[Passage], pattern: re.Pattern[str]) -> Counter[str]:
    """Word -> how many passages hold it, as the pattern finds words."""
    frequency: Counter[str] = Counter()
    for passage in sample:
        frequency.update(set(pattern.findall(passage.words.lower())))
    return frequency


def _plain_words(sample: Iterable[Passage]) -> dict[str, int]:
    """Word -> how many passages hold it, of words that every peer reads alike.

    They stand alone (not as a part of `don't`, `example.com` or `rf12`), and stemming neither changes them nor
    makes others like them, but for AGREEMENT of their passages.
    """
    anywhere, alone = (_document_frequency(sample, pattern) for pattern in (_LETTERS, _WORD))
    stem = Stemmer("english").stemWord
    stems: Counter[str] = Counter()
    for word, count in anywhere.items():
        stems[stem(word)] += count
    return {word: count for word, count in alone.items() if stem(word) == word and stems[word] * AGREEMENT <= count}


def _nearest(frequency: Mapping[str, int], wanted: float) -> str:
    return min(sorted(frequency), key=lambda word: abs(math.log(frequency[word] / wanted)))


def _phrase(sample: Iterable[Passage], frequency: Mapping[str, int]) -> tuple[str, str]:
    """The two neighbours that most often stand together, of words that are neither rare nor very common."""
    sample = list(sample)
    lowest, highest = 0.002 * len(sample), 0.10 * len(sample)
    eligible = {word for word, count in frequency.items() if lowest <= count <= highest}
    together: Counter[tuple[str, str]] = Counter()
    for passage in sample:
        words = re.findall(r"[^\W_]+|[^\w\s]", passage.words.lower())
        together.update({(one, two) for one, two in pairwise(words) if one != two and {one, two} <= eligible})
    return max(sorted(together), key=together.__getitem__)


def _prefix(sample: Iterable[Passage]) -> str:
    """The four letters that begin at least PREFIX_WORDS words, in nearest to a twentieth of the passages."""
    sample = list(sample)
    frequency: Counter[str] = Counter()
    words_of_prefix: dict[str, set[str]] = {}
    for passage in sample:
        words = {word for word in _words(passage) if len(word) >= 4}
        frequency.update({word[:4] for word in words})
        for word in words:
            words_of_prefix.setdefault(word[:4], set()).add(word)
    wide = {prefix: n for prefix, n in frequency.items() if len(words_of_prefix[prefix]) >= PREFIX_WORDS}
    return _nearest(wide, 0.05 * len(sample))


def _busiest(sample: Iterable[Passage], word: str) -> tuple[str, int]:
    """The author and year with most passages that hold the word."""
    pairs = Counter(
        (passage.author, passage.year)
        for passage in sample
        if passage.author and passage.year and word in _words(passage)
    )
    return max(sorted(pairs), key=pairs.__getitem__)
