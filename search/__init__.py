"""What a document is, where it is kept and how it is found: `open_searcher` and the shapes it answers in."""

from search.errors import FlorilegiumError, NotFoundError, OperatorError, QuerySyntaxError, RequestError
from search.results import SearchRequest, SearchResult
from search.searcher import Searcher, open_searcher
from search.settings import Settings, load_settings

__all__ = [
    "FlorilegiumError",
    "NotFoundError",
    "OperatorError",
    "QuerySyntaxError",
    "RequestError",
    "SearchRequest",
    "SearchResult",
    "Searcher",
    "Settings",
    "load_settings",
    "open_searcher",
]
