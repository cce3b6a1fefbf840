"""The one definition of a token: what counts as a word, and how case, accents and endings are evened out."""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import Stemmer

from search.errors import ConfigurationError

ANALYSIS_VERSION = 1
"""Raised whenever the same text would give other tokens; an index made with another version is rebuilt."""

TOKEN_FIELDS = ("text", "title", "kind", "author", "recipient", "source")
"""Fields of the query language. Each has its tokens with positions, and but for names its words as written."""

NAME_FIELDS = frozenset({"author", "recipient", "source"})
"""Fields whose words are compared as written (folded, not stemmed): `Hughes` is not `Hughe`."""

MAX_TOKEN_CHARS = 100
"""A longer run of letters is no word (encoded data, mostly); its token is cut, so that no index grows by it."""

POSITION_GAP = 1_000
"""Positions left free between a title and its text, and between two names, so that no phrase reaches across."""

_CACHED_WORDS = 200_000
_ELISION_LANGUAGES = frozenset({"french", "italian", "catalan"})
_FOLD_BEFORE_STEMMING = frozenset({"english", "porter", "lovins"})


class Token(NamedTuple):
    """One token of a text.

    `text`: the word, folded: lower case, without accents or possessive. `stem`: what is compared in texts and titles.
    `start`, `end`: its offsets in the text it was found in, in code points.
    """

    text: str
    stem: str
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    stem: str


def _character_class(members: Iterator[int]) -> str:
    """The members as ranges for use between the brackets of a regular expression."""
    runs = (list(run) for _, run in groupby(enumerate(members), lambda pair: pair[1] - pair[0]))
    return "".join(f"\\U{run[0][1]:08x}-\\U{run[-1][1]:08x}" for run in runs)


# All that Unicode has assigned but ideographs; to look through the rest would take longer than all else at a start.
_CODES = (*range(0x20000), *range(0xE0000, 0xE0200))
# Python's \w has letters and digits but not the marks that many scripts write vowels and accents with.
_MARKS = _character_class(code for code in _CODES if unicodedata.category(chr(code)) in {"Mn", "Mc"})
# Joiners and soft hyphens stand inside words without being seen.
_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"
# Superscript and subscript digits are footnote marks more often than parts of the word before them.
_SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070-\u2089"
# Scripts written without spaces. Each character (with its marks) is a token, and a query of several is a phrase.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul: spaced, but with endings that no stemmer here takes off
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_APOSTROPHES = "'\u2019\u02bc\uff07"
_TYPOGRAPHIC_APOSTROPHE = "\u2019"
_TYPOGRAPHIC_MARKS = "\u00a0\u00ab\u00bb\u2013\u2014\u2018\u201c\u201d\u2022\u2026\u2039\u203a\u200b"
"""Quotes, dashes, dots and a space that are no part of any token."""

_LETTER = rf"[^\W\d_{_UNSPACED}{_SUPERSCRIPTS}]"
_LETTER_OR_DIGIT = rf"[^\W_{_UNSPACED}{_SUPERSCRIPTS}]"


def _pattern(*, elision: bool) -> re.Pattern[str]:
    """Finds every token of any text. With `elision`, an apostrophe ends a word (`l'homme`)."""
    apostrophes = "" if elision else _APOSTROPHES
    runs = _runs(_LETTER, _LETTER_OR_DIGIT, apostrophes, _MARKS + _INVISIBLE)
    return re.compile(rf"{runs}|(?=\w)[{_UNSPACED}][{_MARKS}]*")


def _ascii_pattern(*, elision: bool) -> re.Pattern[str]:
    """Finds the same tokens in a text of ASCII characters, in half the time."""
    return re.compile(_runs("[A-Za-z]", "[A-Za-z0-9]", "" if elision else "'", ""))


def _runs(letter: str, letter_or_digit: str, apostrophes: str, marks: str) -> str:
    """An expression for words of letters and digits, with what may stand inside one.

    That is an apostrophe (`don't`), a point between single letters (`U.K.'s`) or digits (`1.9m`), a comma before
    three digits (`350,000`), and marks. `apostrophes` and `marks` are the characters, perhaps none.
    """
    end = f"(?!{letter_or_digit})"
    inside = [
        r"(?<=\d)(?:\.|,(?=\d{3}(?!\d)))(?=\d)",
        rf"(?<=(?<!{letter_or_digit}){letter})\.(?={letter}{end})",
    ]
    if apostrophes:
        inside += [rf"[{apostrophes}](?={letter_or_digit})", rf"(?<=\.{letter})\.(?=[{apostrophes}][sS]{end})"]
    if marks:
        inside.append(f"[{marks}]+")
    # The lookahead lets most words end without trying any of these.
    return rf"{letter_or_digit}+(?:(?=[.,{apostrophes}{marks}])(?:{'|'.join(inside)}){letter_or_digit}*)*"


class Analyzer:
    """Finds the tokens of texts in one language. Safe to use from several threads.

    `language`: a Snowball algorithm's name, as PyStemmer lists them. Raises ConfigurationError on any other.
    """

    def __init__(self, language: str = "english") -> None:
        if language not in Stemmer.algorithms():
            known = ", ".join(sorted(Stemmer.algorithms()))
            raise ConfigurationError(f"There is no stemming for language {language!r}; set one of: {known}.")
        self.language = language
        self.signature = (
            f"analysis {ANALYSIS_VERSION}; {language}; snowball {Stemmer.version()}; "
            f"unicode {unicodedata.unidata_version}"
        )
        self._pattern = _pattern(elision=language in _ELISION_LANGUAGES)
        self._ascii_pattern = _ascii_pattern(elision=language in _ELISION_LANGUAGES)
        self._known = _KnownWords(language)

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, in order, not overlapping."""
        known = self._known
        for match in self.matches(text):
            word = known[match[0]]
            yield Token(word.text, word.stem, match.start(), match.end())

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the tokens of a text stand, in order: for those who look for a few of them; see `forms`."""
        plain = _with_plain_punctuation(text)
        return self._pattern_for(plain).finditer(plain)

    @property
    def forms(self) -> Mapping[str, tuple[str, str]]:
        """A word as it stands in a text -> the `text` and `stem` of the token that it becomes."""
        return self._known

    def spellings(self, text: str) -> list[str]:
        """The words of a text as they stand there, in order; see `forms`."""
        return self._pattern_for(text).findall(text)

    def words(self, text: str) -> list[str]:
        """The folded words of a text, in order: the `text` of its tokens."""
        known = self._known
        return [known[raw].text for raw in self._as_written(text)]

    def stems(self, text: str) -> list[str]:
        """The stems of a text, in order: the `stem` of its tokens."""
        known = self._known
        return [known[raw].stem for raw in self._as_written(text)]

    def words_and_stems(self, text: str) -> list[tuple[str, str]]:
        """Both, in order, in one pass: for indexing."""
        return list(map(self._known.__getitem__, self._as_written(text)))

    def field_tokens(self, field: str, text: str) -> list[str]:
        """What a query on `field` is compared with: folded words for names, stems for everything else."""
        return self.words(text) if field in NAME_FIELDS else self.stems(text)

    def _as_written(self, text: str) -> list[str]:
        """The words of a text, in order, not yet evened out but for their apostrophes."""
        plain = _with_plain_punctuation(text)
        return self._pattern_for(plain).findall(plain)

    def _pattern_for(self, text: str) -> re.Pattern[str]:
        return self._ascii_pattern if text.isascii() else self._pattern


def _with_plain_punctuation(text: str) -> str:
    """The text with typesetters' quotes, dashes and spaces as their ASCII likes: the same tokens at the same offsets.

    They are all that keeps most English texts from being ASCII.
    """
    if text.isascii():
        return text
    for mark in _TYPOGRAPHIC_MARKS:
        text = text.replace(mark, " ")
    return text.replace(_TYPOGRAPHIC_APOSTROPHE, "'")


class _KnownWords(dict[str, _Word]):
    """Words as they stand in texts -> what they become; filled as they are met, started afresh when full."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer(language, 0).stemWord
        self._fold_first = language in _FOLD_BEFORE_STEMMING
        # A Snowball stemmer keeps its word in itself, so that two threads must not use it at once.
        self._lock = threading.Lock()

    def __missing__(self, raw: str) -> _Word:
        spelling = _plain_spelling(raw)
        # Compatibility forms of a few letters hold a space, which a token must not.
        text = "".join(fold(spelling).split()) or spelling
        with self._lock:
            # English knows accents only in loan words, where they are often left out. In other languages they
            # belong to the endings that the stemmer knows.
            stem = self._stem(text) if self._fold_first else fold(self._stem(spelling)).strip()
            if len(self) >= _CACHED_WORDS:
                self.clear()
            self[raw] = word = _Word(sys.intern(text), sys.intern(stem or text))
        return word


_ACCENTED = re.compile(r"([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+")
_POINTS = re.compile(r"[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe", "ё": "е"}
)
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_INVISIBLE))


def fold(text: str) -> str:
    """The text in lower case and without the accents of Latin and Greek or the points of Hebrew and Arabic.

    Marks of other scripts are letters of their own (`й` is not `и`) and stay.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED)).casefold()
    bare = _POINTS.sub("", _ACCENTED.sub(r"\1", decomposed))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


def _plain_spelling(raw: str) -> str:
    """A word as found, without what does not distinguish it: case, possessive, dots and commas, invisible marks."""
    if raw.isascii():
        spelling = raw.lower()
    else:
        spelling = unicodedata.normalize("NFC", raw.translate(_PLAIN)).lower().replace("i\u0307", "i")
    if spelling.isalpha():
        return spelling[:MAX_TOKEN_CHARS]
    spelling = spelling.removesuffix("'s").replace(",", "")
    if "." in spelling and not any(character.isdigit() for character in spelling):
        spelling = spelling.replace(".", "")
    return spelling[:MAX_TOKEN_CHARS]
