"""Counts with their nouns, each in the form that a language gives it."""

from __future__ import annotations

from typing import NamedTuple

from web.words.language import locale, ngettext


class Plural(NamedTuple):
    """What is said of one and of several; `%(num)s` is the number."""

    one: str
    several: str


_NUMBERS = (*range(101), 1_000_000)
"""Every plural category of every language has a number among these (CLDR)."""
_NOUNS = {
    "passage": Plural("%(num)s passage", "%(num)s passages"),
    "passage alone": Plural("passage", "passages"),
    "selected passage": Plural("%(num)s selected passage", "%(num)s selected passages"),
    "more passage": Plural("%(num)s more passage in this document", "%(num)s more passages in this document"),
    "in passage": Plural("Found in %(num)s passage:", "Found in %(num)s passages:"),
    "document": Plural("%(num)s document", "%(num)s documents"),
    "in document": Plural("in %(num)s document", "in %(num)s documents"),
    "shared word": Plural("%(num)s word in common:", "%(num)s words in common:"),
    "copy": Plural("%(num)s copy of it:", "%(num)s copies of it:"),
    "folded copy": Plural(
        "%(num)s copy is folded under an earlier one.", "%(num)s copies are folded under earlier ones."
    ),
    "source": Plural("From %(num)s source", "From %(num)s sources"),
    "value": Plural("%(num)s value", "%(num)s values"),
    "of value": Plural("of %(num)s value", "of %(num)s values"),
    "signatory": Plural("%(num)s signatory", "%(num)s signatories"),
    "restriction": Plural("with this restriction", "with these restrictions"),
    "unknown passage": Plural(
        "%(num)s passage of this list cannot be shown: nothing is known of it here.",
        "%(num)s passages of this list cannot be shown: nothing is known of them here.",
    ),
    "other word": Plural(
        "%(words)s with at most %(num)s other word in between", "%(words)s with at most %(num)s other words in between"
    ),
    "other": Plural("%(names)s and %(num)s other", "%(names)s and %(num)s others"),
}


def forms(noun: str, **values: str) -> dict[str, str]:
    """By plural category of the language, what is said of such a number, with `{num}` for it; `values` as below."""
    one, several = _NOUNS[noun]
    return {locale().plural_form(num): ngettext(one, several, num, num="{num}", **values) for num in _NUMBERS}


def counted(count: int, noun: str, **values: str) -> str:
    """`1 passage`, `1,204 passages`. `noun`: a key of the list above; `values`: what else its words name."""
    one, several = _NOUNS[noun]
    return ngettext(one, several, count, **values)
