"""Other spellings of a query's words, from the vocabulary of the index: for a reader to choose, never to be imposed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from search.analysis import Analyzer, fold
from search.edits import within_edits
from search.engines.base import Engine

LOOKED_AT_WORDS = 5_000
"""Of the words with the same first letter, the most frequent: a misspelt word stands for a common one."""
MOST_WORDS = 8
"""Words of a query that are looked at; a longer one, of which little is found, is no slip of the pen."""
_MORE_FREQUENT = 5
_LONG_WORD_CHARS = 6
_OPERATORS = ("AND", "OR", "NOT")
# A plain word: no field's name or value, and nothing that stands for several words already.
_WORD = re.compile(r"(?<![\w:*?~.'’@/-])[^\W\d_]{3,}(?![\w:*?~'’@/-]|\.\w)")


def respelt(q: str, engine: Engine, analyzer: Analyzer) -> str:
    """The query with each rare word replaced by the nearest frequent one, if any; the query itself otherwise.

    Nearest: fewest edits (at most 1, in words of `_LONG_WORD_CHARS` or more 2), then most passages, then by name.
    Only the first MOST_WORDS are looked at.
    """
    return _WORD.sub(lambda found: _nearest(found[0], engine, analyzer), q, count=MOST_WORDS)


def _nearest(word: str, engine: Engine, analyzer: Analyzer) -> str:
    if word in _OPERATORS:
        return word
    folded = fold(word)
    vocabulary = dict(engine.suggest("text", folded[:1], LOOKED_AT_WORDS))
    return min(_candidates(folded, vocabulary, analyzer), default=(0, 0, word))[2]


def _candidates(word: str, vocabulary: Mapping[str, int], analyzer: Analyzer) -> list[tuple[int, int, str]]:
    """Edits, passages (negative) and word, for those near enough that have far more passages."""
    most_edits = 2 if len(word) >= _LONG_WORD_CHARS else 1
    least = max(1, vocabulary.get(word, 0) * _MORE_FREQUENT)
    frequent = [other for other, count in vocabulary.items() if count >= least and other != word]
    near = [(edits, other) for other in frequent if (edits := _edits(word, other, most_edits))]
    stems = _stems(word, analyzer)  # another form of the same word is found already
    return [(edits, -vocabulary[other], other) for edits, other in near if _stems(other, analyzer) != stems]


def _edits(word: str, other: str, most: int) -> int | None:
    """How many edits lead from one to the other; None for more than `most`."""
    return next((edits for edits in range(1, most + 1) if within_edits(word, other, edits)), None)


def _stems(word: str, analyzer: Analyzer) -> list[str]:
    return [token.stem for token in analyzer.tokens(word)]
