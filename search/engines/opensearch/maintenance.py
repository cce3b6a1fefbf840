"""The indexes and rows behind the states: made for a rebuild, and cleared away when no search needs them any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from search.engines.opensearch.bulk import BulkSender, Change
from search.engines.opensearch.connection import Connection
from search.engines.opensearch.layout import STANDING, index_body, is_passages_index
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.state import State
from search.engines.opensearch.translation import gone, unseen, visible

_LONG_S = 600.0
"""What the cluster may take to delete rows, or to show many."""


class Maintenance:
    """Makes and clears away what states consist of."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._client = connection.client
        self._address = connection.address

    def make_index(self, name: str) -> None:
        """An empty index of passages."""
        with self._connection.in_plain_words():
            self._client.indices.create(index=name, body=index_body(self._address.shards, self._address.replicas))

    def show_rows(self, index: str) -> None:
        """Let searches find every row that was sent. Raises EngineUnavailableError where a shard does not follow."""
        with self._connection.in_plain_words():
            answer = self._client.indices.refresh(index=index, params={"request_timeout": _LONG_S})
        self._connection.check_whole(answer, "refreshed")

    def remove_other_indexes(self, keep: str) -> None:
        """Remove the indexes that writers left unfinished."""
        with self._connection.in_plain_words():
            listed = self._client.indices.get_alias(
                index=f"{self._address.index}-*", params={"ignore_unavailable": "true"}
            )
            for name in listed:
                if name != keep and is_passages_index(self._address.index, name):
                    self._client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def undo_unseen(self, state: State, guard: Callable[[], None]) -> None:
        """Undo what writers left that never committed: rows added, and rows marked as removed.

        `guard`: see `BulkSender`.
        """
        self.show_rows(state.index)
        guard()
        added, removed = unseen(state)
        self._delete_rows(state.index, added)
        sender = BulkSender(self._connection, state.index, guard)
        for row in StateReader(self._connection, state).rows([removed]):
            sender.add(removal(row, STANDING))
        sender.flush()

    def purge(self, state: State) -> None:
        """Delete the rows that were removed before `state`; searches of earlier states notice, and begin again."""
        self._delete_rows(state.index, gone(state))

    def point_alias(self, state: State, former: str) -> None:
        """Let the alias, by which other programs search, show the state; the former index goes where it is another.

        Both at once, so that nobody finds neither.
        """
        actions: list[dict[str, Any]] = [
            {"add": {"index": state.index, "alias": self._address.index, "filter": visible(state)}}
        ]
        with self._connection.in_plain_words():
            if former and former != state.index and self._client.indices.exists(index=former):
                actions.append({"remove_index": {"index": former}})
            self._client.indices.update_aliases(body={"actions": actions})

    def _delete_rows(self, index: str, matching: dict[str, Any]) -> None:
        with self._connection.in_plain_words():
            self._client.delete_by_query(
                index=index, body={"query": matching}, params={"conflicts": "proceed", "request_timeout": _LONG_S}
            )


def removal(row: dict[str, Any], state_number: int) -> Change:
    """The change by which a row that was read is removed from that state on; STANDING brings it back."""
    content = {"doc": {"removed": state_number}}
    return Change({"update": {"_id": row["_id"], "routing": row["_routing"]}}, content, chars=100)
