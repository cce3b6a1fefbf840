"""Parsing a query: cleaned, read by the grammar, converted into a query tree, with notes on what was mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import Analyzer
from search.errors import QuerySyntaxError
from search.message import Message
from search.query.conversion import Conversion
from search.query.grammar import Syntax, read_syntax
from search.query.limits import DEFAULT_LIMITS, QueryLimits, too_large
from search.querytree import Everything, Nothing, Query

_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was understood.

    `display`: written in the query language, in full; parsing it gives the same tree. Empty for an empty query.
    `notes`: in plain words, what was mended or left out.
    """

    tree: Query
    display: str
    notes: tuple[str, ...] = ()


def parse_query(text: str, analyzer: Analyzer, limits: QueryLimits = DEFAULT_LIMITS) -> ParsedQuery:
    """The query tree that a query string means; `docs/query-language.md` describes the language.

    An empty query means every passage. Raises QuerySyntaxError where no reading is obvious, UnknownFieldError
    for a field there is none of, and RequestError for a query beyond the limits, or beyond those of
    `search.query.limits` that cannot be set.
    """
    if len(text) > limits.chars:
        raise too_large(text, Message("characters"), limits.chars)
    # Every replacement is one character for one, so that positions in errors are those of the query as written.
    query = _UNPRINTABLE.sub(" ", text.translate(_QUOTATION_MARKS))
    if not query.strip():
        return ParsedQuery(Everything(), "")
    read = read_syntax(query)
    conversion = Conversion(query, analyzer, limits)
    clause = conversion.clause(read.root) if read.root is not None else None
    if clause is None:
        return _wordless(read)
    return ParsedQuery(clause.tree, clause.display, _distinct(read.notes + conversion.notes))


def _wordless(read: Syntax) -> ParsedQuery:
    operator = read.dangling
    if operator is not None:
        raise QuerySyntaxError(
            Message(
                "%(operator)s needs words to work on, and the query has none; write for example “letter "
                "%(operator)s reply”, or “%(word)s” to search for the word.",
                operator=operator.text,
                word=operator.text.lower(),
            ),
            query=read.query,
            position=operator.startchar,
            expected=Message("words beside %(operator)s", operator=operator.text),
        )
    return ParsedQuery(Nothing(), "", (Message("There is no word to search for: the query has only punctuation."),))


def _distinct(notes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))
