"""The searcher that requests use, opened at the first one, so that the service can start before there is an index."""

from __future__ import annotations

from functools import partial
from threading import Lock

from flask import current_app

from search.searcher import Searcher, open_searcher
from search.settings import Settings


class SearcherProvider:
    """Gives out one searcher, from several threads too. A failed opening is tried again at the next request."""

    def __init__(self, source: Searcher | Settings) -> None:
        self._open = partial(open_searcher, source) if isinstance(source, Settings) else lambda: source
        self._searcher: Searcher | None = None
        self._opening = Lock()

    def get(self) -> Searcher:
        """The searcher. Raises OperatorError where the index is missing or cannot be opened."""
        with self._opening:
            if self._searcher is None:
                self._searcher = self._open()
            return self._searcher


def current_searcher() -> Searcher:
    """The searcher of the application that answers this request."""
    provider: SearcherProvider = current_app.extensions["searcher"]
    return provider.get()
