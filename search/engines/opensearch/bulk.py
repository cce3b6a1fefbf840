"""Sending many changes: in portions, again where the cluster is too busy, and never more than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from search.engines.opensearch.connection import Connection
from search.errors import EngineUnavailableError

WAITS_S = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""How long to wait before each further attempt: about half a minute, in which a lost node's shards find a new home."""
_PORTION_CHANGES = 500
_PORTION_CHARS = 5_000_000
_TRY_AGAIN = (429, 503)  # too many requests; a shard without a primary at the moment


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a bulk request and the one that belongs to it. Sent twice, it does what it does once.

    `chars`: about how long it is.
    """

    action: Mapping[str, Any]
    content: Mapping[str, Any]
    chars: int


class BulkSender:
    """Collects changes and sends them a portion at a time, each after the one before is done.

    `guard`: called before each portion; raises where it must not be sent any more.
    """

    def __init__(
        self,
        connection: Connection,
        index: str,
        guard: Callable[[], None],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connection = connection
        self._index = index
        self._guard = guard
        self._sleep = sleep
        self._waiting: list[Change] = []
        self._chars = 0

    def add(self, change: Change) -> None:
        """Take in a change, and send all where they make a portion."""
        self._waiting.append(change)
        self._chars += change.chars
        if len(self._waiting) >= _PORTION_CHANGES or self._chars >= _PORTION_CHARS:
            self.flush()

    def flush(self) -> None:
        """Send what is waiting. Raises EngineUnavailableError where the cluster does not take it in time."""
        changes, self._waiting, self._chars = self._waiting, [], 0
        for wait_s in WAITS_S:
            with suppress(EngineUnavailableError):  # no node answered; if that lasts, the last attempt tells
                changes = self._send(changes)
            if not changes:
                return
            self._sleep(wait_s)
        if self._send(changes):
            raise EngineUnavailableError(
                f"OpenSearch at {self._connection.address} was too busy for {sum(WAITS_S):.0f} s; try again later."
            )

    def _send(self, changes: list[Change]) -> list[Change]:
        """Send the changes, and return those that the cluster was too busy for."""
        if not changes:
            return []
        self._guard()
        lines = [line for change in changes for line in (change.action, change.content)]
        with self._connection.in_plain_words():
            answer = self._connection.client.bulk(body=lines, index=self._index)
        if not answer["errors"]:
            return []
        again: list[Change] = []
        for change, item in zip(changes, answer["items"], strict=True):
            (done,) = item.values()
            if done["status"] in _TRY_AGAIN:
                again.append(change)
            elif "error" in done:
                raise ValueError(f"OpenSearch refused {done['_id']!r} with status {done['status']}: {done['error']}")
        return again
