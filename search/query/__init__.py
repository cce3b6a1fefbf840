"""From a query string to a query tree: `parse_query`."""

from search.query.parsing import ParsedQuery, parse_query

__all__ = ["ParsedQuery", "parse_query"]
