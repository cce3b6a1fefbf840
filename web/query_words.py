"""A query as it was understood, said in plain words: what is looked for, and where."""

from __future__ import annotations

import re

from search.errors import RequestError
from web.wording import date_filter_words

_FIELDS = {
    "title": "in the title: {}",
    "author": "written by {}",
    "recipient": "addressed to {}",
    "kind": "of the kind {}",
    "source": "from the source {}",
}
_JOINED = {"AND": "and", "OR": "or", "NOT": "without", "(": "(", ")": ")", "*": "anything"}
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


def _said(part: re.Match[str]) -> str:
    if part["joined"]:
        return "but not" if part["joined"] == "AND NOT" else _JOINED[part["joined"]]
    field = part["field"]
    if field == "date":
        return _date(part["word"])
    what = _phrase(part) if part["phrase"] is not None else _word(part["word"])
    return _FIELDS[field].format(what) if field in _FIELDS else what


def _phrase(part: re.Match[str]) -> str:
    words = f"“{part['phrase']}”"
    slop = int(part["slop"] or 0)
    if not slop:
        return words
    return f"{words} with at most {slop} other {'word' if slop == 1 else 'words'} in between"


def _word(word: str) -> str:
    stem, mark, edits = word.rpartition("~")
    if mark and (edits.isdigit() or not edits):
        return f"words spelt like “{stem}”"
    if word == "*":
        return _JOINED["*"]
    if "*" in word[:-1] or "?" in word:
        return f"words of the form “{word}”"
    return f"words that start with “{word[:-1]}”" if word.endswith("*") else f"“{word}”"


def _date(text: str) -> str:
    if text == "undated":
        return text
    try:
        return f"dated {date_filter_words(text)}"
    except RequestError:
        return text
