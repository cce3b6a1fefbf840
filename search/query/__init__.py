"""From a query string to a query tree: `parse_query`, and `any_words` for a text that is not in the language."""

from search.query.any_words import any_words
from search.query.parsing import ParsedQuery, parse_query

__all__ = ["ParsedQuery", "any_words", "parse_query"]
