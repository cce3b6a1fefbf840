"""How large a query may be: what one request may cost is decided here."""

from __future__ import annotations

from search.errors import RequestError

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


def too_large(query: str, what: str, limit: int) -> RequestError:
    """The error for a query that has more than `limit` of `what`."""
    shown = query if len(query) <= _SHOWN_CHARS else query[:_SHOWN_CHARS] + "…"
    return RequestError(
        f"The query {shown!r} has more than {limit} {what}; make it shorter.",
        parameter="q",
        value=query[:MAX_QUERY_CHARS],
        expected=f"a query of at most {limit} {what}",
    )
