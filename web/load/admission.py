"""Places at work: so many requests at once, so many that wait for a place, and 503 at once for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from threading import BoundedSemaphore, Lock
from typing import Any

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import ServiceUnavailable

from search.message import Message
from search.settings import Settings
from web.serving.probes import PROBED_ENDPOINTS


class Places:
    """The places of one process. `at_work`, `waiting`: how many there are of each. Safe to use from several threads."""

    def __init__(self, at_work: int, waiting: int, wait_s: float) -> None:
        self.wait_s = wait_s
        self._free = BoundedSemaphore(at_work)
        self._most_waiting = waiting
        self._waiting = 0
        self._counting = Lock()

    def enter(self) -> bool:
        """Take a place, waiting for one if there is room to wait. False where there is none, or none in time."""
        if self._free.acquire(blocking=False):
            return True
        with self._counting:
            if self._waiting >= self._most_waiting:
                return False
            self._waiting += 1
        try:
            return self._free.acquire(timeout=self.wait_s)
        finally:
            with self._counting:
                self._waiting -= 1

    def leave(self) -> None:
        """Give a place back."""
        self._free.release()


class Place:
    """One place that a request holds, given back once, whoever does it first."""

    def __init__(self, places: Places) -> None:
        self._places: Places | None = places
        self._returning = Lock()

    def give_back(self) -> None:
        """Give the place back, if that has not been done."""
        with self._returning:
            places, self._places = self._places, None
        if places is not None:
            places.leave()


def register_admission(app: Flask, settings: Settings) -> None:
    """Let no more requests work at once than the settings say."""
    app.extensions["places"] = Places(settings.threads, settings.max_waiting, settings.max_wait_s)
    app.before_request(_take_place)
    app.after_request(_keep_while_streaming)
    app.teardown_request(_give_back)


def _take_place() -> None:
    if request.endpoint in PROBED_ENDPOINTS:
        return
    places: Places = current_app.extensions["places"]
    if not places.enter():
        g.refused = "load"
        raise ServiceUnavailable(
            Message("The server has more to do than it can; try again in a moment."), retry_after=ceil(places.wait_s)
        )
    g.place = Place(places)


def _keep_while_streaming(response: Response) -> Response:
    """An answer made while it is sent keeps its place until its end; a file is sent without work of ours."""
    place: Place | None = g.get("place")
    made_while_sent = response.is_streamed and not response.direct_passthrough and request.method != "HEAD"
    if place is not None and made_while_sent:
        g.place = None
        # Also where the client is gone before the first piece is asked for.
        response.response = _holding(place, response.iter_encoded())
        response.call_on_close(place.give_back)
    return response


def _holding(place: Place, pieces: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    finally:
        place.give_back()


def _give_back(error: Any = None) -> None:
    place: Place | None = g.get("place")
    if place is not None:
        place.give_back()
