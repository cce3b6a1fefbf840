"""The one document that names the state which searches see: replacing it is the switch between states.

It is replaced by compare-and-set. Who begins to write replaces it too, with a higher `claim`, so that an earlier
writer that still runs, on whatever machine, can no longer switch; what it still sends is part of no state.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from opensearchpy.exceptions import ConflictError, NotFoundError
from opensearchpy.exceptions import RequestError as RefusedRequest

from search.engines.opensearch.connection import Connection
from search.engines.opensearch.layout import LAYOUT_VERSION, state_index
from search.errors import IndexLockedError, IndexOutdatedError

_ID = "state"
_MAPPING = {"dynamic": False}
_COPIES = "0-2"
"""Further copies of the state, as far as there are nodes for them."""


NUMBERS_KEPT = 50
"""How many commits a writer may be behind, and still be known not to have committed."""


@dataclass(frozen=True, slots=True)
class State:
    """What searches see: the rows of `index` that writers who committed have added, and none such has removed.

    `numbers`: the claims of the last writers who committed, newest first; those of others since the oldest of them
    never did. `generation`: what this state was committed as, 0 where nothing was. `claim`: the number of the last
    writer. `document_numbers`: how many have been given out. `layout`, `analysis`: what the index was made with.
    """

    index: str = ""
    numbers: tuple[int, ...] = ()
    generation: int = 0
    claim: int = 0
    document_numbers: int = 0
    layout: int = LAYOUT_VERSION
    analysis: str = ""

    def check_made_with(self, analysis: str) -> None:
        """Raise IndexOutdatedError where the index was made with another layout or analysis than those at work."""
        if self.index and (self.layout, self.analysis) != (LAYOUT_VERSION, analysis):
            raise IndexOutdatedError(
                f"The OpenSearch index {self.index} was made with layout {self.layout} and {self.analysis}, and this "
                f"program works with layout {LAYOUT_VERSION} and {analysis}; run `flori index`, which makes it anew."
            )


@dataclass(frozen=True, slots=True)
class Version:
    """Which of its replacements a document is, as the cluster counts them."""

    sequence_number: int
    primary_term: int


class StateDocument:
    """Reads and replaces the state."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = state_index(connection.address.index)

    def read(self) -> tuple[State, Version | None]:
        """The state, and its version; the empty state without one where none was ever written."""
        with self._connection.in_plain_words():
            try:
                found: dict[str, Any] = self._connection.client.get(index=self._index, id=_ID)
            except NotFoundError:
                return State(), None
        source = found["_source"]
        return State(**{**source, "numbers": tuple(source["numbers"])}), Version(
            found["_seq_no"], found["_primary_term"]
        )

    def replace(self, state: State, version: Version | None) -> Version:
        """Put `state` in the place of the one of that version (None: of none), and return its own.

        Raises IndexLockedError where somebody else has replaced that one.
        """
        state = replace(state, numbers=state.numbers[:NUMBERS_KEPT])
        expected: dict[str, Any] = {"op_type": "create"}
        if version is not None:
            expected = {"if_seq_no": version.sequence_number, "if_primary_term": version.primary_term}
        with self._connection.in_plain_words():
            if version is None:
                self._make_index()
            try:
                done = self._connection.client.index(index=self._index, id=_ID, body=asdict(state), params=expected)
            except ConflictError as error:
                raise self._taken_over() from error
        return Version(done["_seq_no"], done["_primary_term"])

    def check_unreplaced(self, version: Version | None) -> None:
        """Raise IndexLockedError where somebody else has replaced the document of that version."""
        if self.read()[1] != version:
            raise self._taken_over()

    def _taken_over(self) -> IndexLockedError:
        return IndexLockedError(
            f"Another process has begun to write to the OpenSearch index {self._connection.address.index!r}; "
            "nothing of this run is seen. Let one run finish, then try again."
        )

    def _make_index(self) -> None:
        settings = {"index": {"number_of_shards": 1, "auto_expand_replicas": _COPIES}}
        try:
            self._connection.client.indices.create(index=self._index, body={"settings": settings, "mappings": _MAPPING})
        except RefusedRequest as error:
            if error.error != "resource_already_exists_exception":
                raise
