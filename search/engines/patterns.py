"""Prefixes, wildcards and fuzzy words: which words of a vocabulary each stands for, and how many it may."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from search.analysis import fold
from search.edits import within_edits
from search.engines.base import Expansion
from search.engines.effort import Effort
from search.querytree import Fuzzy, Prefix, Wildcard

Pattern = Prefix | Wildcard | Fuzzy

MAX_TOKENS_OF_FUZZY = 200
"""Words that a fuzzy word may stand for; a spelling has not more variants, a short word has more neighbours."""
_WORDS_AT_ONCE = 1_000


def fixed_start(leaf: Pattern) -> str:
    """What every word that the leaf stands for begins with."""
    match leaf:
        case Prefix(prefix=prefix):
            return prefix
        case Wildcard(pattern=pattern):
            return re.split(r"[*?]", pattern, maxsplit=1)[0]
        case Fuzzy(token=token, prefix_length=length):
            return token[:length]


def begun(prefix: str) -> Callable[[str], bool]:
    """Whether a name begins so, or any word of it (a surname), case and accents aside."""
    start_of_word = re.compile(rf"(?<!\w){re.escape(fold(prefix))}")
    return lambda name: start_of_word.search(fold(name)) is not None


def written(leaf: Pattern) -> str:
    """The leaf in the query language."""
    match leaf:
        case Prefix(prefix=prefix):
            return f"{prefix}*"
        case Wildcard(pattern=pattern):
            return pattern
        case Fuzzy(token=token, distance=distance):
            return f"{token}~{distance}"


def chosen(leaf: Pattern, counts: Mapping[str, int], effort: Effort) -> tuple[list[str], Expansion]:
    """The words that the leaf stands for, the most frequent ones where there are too many.

    `counts`: words that begin with the leaf's fixed start, and how many passages have each. One step for each.
    """
    words = iter(counts)
    found: list[str] = []
    while batch := list(islice(words, _WORDS_AT_ONCE)):
        effort.spend(len(batch))
        found += [word for word in _matching(leaf, batch) if counts[word]]
    limit = effort.bounds.pattern_words
    if isinstance(leaf, Fuzzy):
        limit = min(limit, MAX_TOKENS_OF_FUZZY)
    kept = sorted(found, key=lambda word: (-counts[word], word))[:limit]
    return kept, Expansion(leaf.field, written(leaf), len(kept), len(found))


def _matching(leaf: Pattern, words: Sequence[str]) -> Sequence[str]:
    match leaf:
        case Prefix():
            return words
        case Wildcard(pattern=pattern):
            # The library's expression never tries a stretch twice, however many `*` there are.
            matches = re.compile(fnmatch.translate(pattern.replace("[", "[[]"))).match
            return [word for word in words if matches(word)]
        case Fuzzy(token=token, distance=distance):
            return [word for word in words if within_edits(token, word, distance)]
