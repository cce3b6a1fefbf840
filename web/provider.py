"""The searcher that requests use, opened at the first one, so that the service can start before there is an index."""

from __future__ import annotations

from threading import Lock

from flask import current_app

from search.searcher import Searcher, open_searcher
from search.settings import Settings


class SearcherProvider:
    """Gives out one searcher, from several threads too. A failed opening is tried again at the next request."""

    def __init__(self, source: Searcher | Settings) -> None:
        self._source = source
        self._opening = Lock()

    def get(self) -> Searcher:
        """The searcher. Raises OperatorError where the index is missing or cannot be opened."""
        with self._opening:
            if isinstance(self._source, Settings):
                self._source = open_searcher(self._source)
            return self._source

    def opened(self) -> Searcher | None:
        """The searcher if it is open."""
        source = self._source
        return None if isinstance(source, Settings) else source


def current_searcher() -> Searcher:
    """The searcher of the application that answers this request."""
    provider: SearcherProvider = current_app.extensions["searcher"]
    return provider.get()
