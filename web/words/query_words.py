"""A query as it was understood, said in plain words: what is looked for, and where."""

from __future__ import annotations

import re

from search.errors import RequestError
from search.message import Message
from web.words.counts import counted
from web.words.language import gettext, said
from web.words.wording import date_filter_words

_FIELDS = {
    "title": Message("in the title: %(what)s"),
    "author": Message("written by %(what)s"),
    "recipient": Message("addressed to %(what)s"),
    "kind": Message("of the kind %(what)s"),
    "source": Message("from the source %(what)s"),
}
_JOINED = {
    "AND": Message("and"),
    "OR": Message("or"),
    "NOT": Message("without"),
    "AND NOT": Message("but not"),
    "(": "(",
    ")": ")",
}
# The query language as `search.query` writes it out: operators, then leaves with their field.
_PART = re.compile(
    r"\s*(?P<joined>AND NOT\b|(?:AND|OR|NOT)(?=\s)|[()])|\s*(?:(?P<field>[a-z]+):)?"
    r'(?:"(?P<phrase>[^"]*)"(?:~(?P<slop>\d+))?|(?P<word>[^\s()"]+))'
)


def query_words(parsed: str) -> str:
    """`pool and the words “open letter” in this order`, from the canonical form of the query."""
    return " ".join(_said(part) for part in _PART.finditer(parsed)).replace("( ", "(").replace(" )", ")")


def query_leaves(parsed: str) -> tuple[str, ...]:
    """The parts of the query that can be searched for on their own, as they are written, each once."""
    leaves = (part[0].strip() for part in _PART.finditer(parsed) if not part["joined"])
    return tuple(dict.fromkeys(leaf for leaf in leaves if leaf != "*"))


def all_must_match(parsed: str) -> bool:
    """Whether the query is a plain row of parts, without alternatives, exclusions or parentheses."""
    return all(part["joined"] in (None, "AND") for part in _PART.finditer(parsed))


def _said(part: re.Match[str]) -> str:
    if part["joined"]:
        return said(_JOINED[part["joined"]])
    field = part["field"]
    if field == "date":
        return _date(part["word"])
    what = _phrase(part) if part["phrase"] is not None else _word(part["word"])
    return gettext(_FIELDS[field].template, what=what) if field in _FIELDS else what


def _phrase(part: re.Match[str]) -> str:
    words = _quoted(part["phrase"])
    slop = int(part["slop"] or 0)
    return counted(slop, "other word", words=words) if slop else words


def _word(word: str) -> str:
    stem, mark, edits = word.rpartition("~")
    if mark and (edits.isdigit() or not edits):
        return gettext("words spelt like %(word)s", word=_quoted(stem))
    if word == "*":
        return gettext("anything")
    if "*" in word[:-1] or "?" in word:
        return gettext("words of the form %(word)s", word=_quoted(word))
    if word.endswith("*"):
        return gettext("words that start with %(word)s", word=_quoted(word[:-1]))
    return _quoted(word)


def _quoted(words: str) -> str:
    return gettext("“%(words)s”", words=words)


def _date(text: str) -> str:
    if text == "undated":
        return gettext("undated")
    try:
        return gettext("dated %(date)s", date=date_filter_words(text))
    except RequestError:
        return text
