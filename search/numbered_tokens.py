"""The tokens of many texts as numbers of one vocabulary: found in one process, and cheap to hand to another."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from search.analysis import Analyzer


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """By number, the `text` and the `stem` of a token, as `search.analysis.Token` has them; some stand there twice."""

    words: list[str]
    stems: list[str]


@dataclass(frozen=True, slots=True)
class NumberedTokens:
    """The tokens of one text, in order: their `numbers` in a vocabulary that texts share."""

    vocabulary: Vocabulary
    numbers: array[int]

    def words(self) -> list[str]:
        """The folded words."""
        return list(map(self.vocabulary.words.__getitem__, self.numbers))

    def stems(self) -> list[str]:
        """The stems."""
        return list(map(self.vocabulary.stems.__getitem__, self.numbers))

    def words_and_stems(self) -> list[tuple[str, str]]:
        """Both, as `search.analysis.Analyzer.words_and_stems` gives them."""
        return list(zip(self.words(), self.stems(), strict=True))


class TokenNumbering:
    """Numbers the tokens of texts in one vocabulary, which grows with them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._spellings = analyzer.spellings
        self._numbers = _Numbers(analyzer)

    def tokens(self, text: str) -> NumberedTokens:
        """The tokens of a text."""
        numbers = array("I", map(self._numbers.__getitem__, self._spellings(text)))
        return NumberedTokens(self._numbers.vocabulary, numbers)


class _Numbers(dict[str, int]):
    """Words as they stand in texts -> their numbers; each new one joins the vocabulary."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self.vocabulary = Vocabulary([], [])
        self._forms = analyzer.forms

    def __missing__(self, spelling: str) -> int:
        word, stem = self._forms[spelling]
        self.vocabulary.words.append(word)
        self.vocabulary.stems.append(stem)
        number = self[spelling] = len(self)
        return number
