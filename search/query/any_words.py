"""A text read as a bag of words: what to look for when any of them will do."""

from __future__ import annotations

from whoosh.lang.stopwords import stoplists

from search.analysis import Analyzer, fold
from search.querytree import Nothing, Or, Query, Term

_LISTS = {
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "hungarian": "hu",
    "italian": "it",
    "norwegian": "no",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
}
"""Languages whose function words are known -> the name of Whoosh's list of them."""

_FURTHER = {
    "english": (
        "also already although among another could either else even ever every however let many may might much must "
        "neither never often ought per several shall since sometimes still though thus toward towards upon us via "
        "whether within without would yet always cannot"
    )
}
"""Modal verbs, and adverbs and prepositions as frequent, that Whoosh's list lacks."""


def any_words(text: str, analyzer: Analyzer) -> Query:
    """Passages that have any of the text's words, a repeated one counting as often.

    Function words (`the`, `of`, `would`) are left out where the text has others: nearly every passage has them, and
    in a long question they outweigh what it is about. For a query language's own queries all words are kept.
    """
    function_words = _function_words(analyzer.language)
    tokens = list(analyzer.tokens(text))
    telling = [token for token in tokens if token.text.partition("'")[0] not in function_words]
    terms = tuple(Term("text", token.stem) for token in telling or tokens)
    return Or(terms) if terms else Nothing()


def _function_words(language: str) -> frozenset[str]:
    words = stoplists[_LISTS[language]] if language in _LISTS else frozenset()
    return frozenset(map(fold, words)) | frozenset(_FURTHER.get(language, "").split())
