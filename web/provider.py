"""The searcher that requests use, opened at the first one, so that the service can start before there is an index."""

from __future__ import annotations

from threading import Lock

from flask import current_app

from search.errors import OperatorError
from search.searcher import Searcher, open_searcher
from search.settings import Settings


class SearcherProvider:
    """Gives out one searcher, from several threads too. A failed opening is tried again at the next request.

    Over settings, it is opened anew where another index was put in the place of the one that was opened.
    """

    def __init__(self, source: Searcher | Settings) -> None:
        self._source = source
        self._searcher = None if isinstance(source, Settings) else source
        self._opening = Lock()

    def get(self) -> Searcher:
        """The searcher. Raises OperatorError where the index is missing or cannot be opened."""
        if not isinstance(self._source, Settings):
            return self._source
        with self._opening:
            if self._searcher is None:
                self._searcher = open_searcher(self._source)
            elif self._searcher.is_outlived():
                self._searcher = _successor(self._searcher, self._source)
            return self._searcher

    def opened(self) -> Searcher | None:
        """The searcher if it is open."""
        return self._searcher


def _successor(outlived: Searcher, settings: Settings) -> Searcher:
    """A searcher over the index that took the place, or the outlived one as long as nothing was committed there."""
    try:
        opened = open_searcher(settings)
    except OperatorError:
        return outlived
    try:
        is_committed = opened.summary().indexed_at is not None
    except OperatorError:
        is_committed = False
    (outlived if is_committed else opened).close()
    return opened if is_committed else outlived


def current_searcher() -> Searcher:
    """The searcher of the application that answers this request."""
    provider: SearcherProvider = current_app.extensions["searcher"]
    return provider.get()
