"""How large a query may be: what one request may cost is decided here."""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import RequestError
from search.message import Message

MAX_QUERY_CHARS = 2_000
MAX_CLAUSES = 250
"""Words, phrases and dates in one query. A pasted paragraph has fewer."""
MAX_EXPANDING_CLAUSES = 20
"""Prefixes, wildcards and fuzzy words in one query: each is looked up in the whole vocabulary."""
MAX_DEPTH = 20
"""Parentheses within parentheses."""
MAX_SLOP = 100
"""Words between the words of a phrase: about the length of a passage."""
MAX_EDITS = 2
"""Edit distance of a fuzzy word; with more, most words of four letters are alike."""

_SHOWN_CHARS = 80


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """The limits that can be set: characters, clauses, and clauses that are patterns or fuzzy words."""

    chars: int = MAX_QUERY_CHARS
    clauses: int = MAX_CLAUSES
    patterns: int = MAX_EXPANDING_CLAUSES


DEFAULT_LIMITS = QueryLimits()


def too_large(query: str, what: Message, limit: int) -> RequestError:
    """The error for a query that has more than `limit` of `what`."""
    shown = query if len(query) <= _SHOWN_CHARS else query[:_SHOWN_CHARS] + "…"
    return RequestError(
        Message(
            "The query %(query)r has more than %(limit)s %(what)s; make it shorter.",
            query=shown,
            limit=limit,
            what=what,
        ),
        parameter="q",
        value=query[:MAX_QUERY_CHARS],
        expected=Message("a query of at most %(limit)s %(what)s", limit=limit, what=what),
    )
