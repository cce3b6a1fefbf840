"""Writing: rows go to the cluster under the number of a state that nobody sees yet; one document makes it seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Self, TypeVar

from search.analysis import Analyzer
from search.engines.base import IndexedPassage
from search.engines.opensearch.bulk import BulkSender, Change
from search.engines.opensearch.connection import Connection
from search.engines.opensearch.layout import LAYOUT_VERSION, Rows, passages_index, row_id
from search.engines.opensearch.maintenance import Maintenance, removal
from search.engines.opensearch.reading import StateReader
from search.engines.opensearch.state import State, StateDocument, Version
from search.errors import IndexLockedError, OperatorError

_AT_ONCE = 500
_Item = TypeVar("_Item")


class OpenSearchWriter:
    """A writer as `search.engines.base.EngineWriter` defines it. With `rebuild`, it writes a new index beside.

    Who enters takes over from any writer that is still at work: that one's commit raises IndexLockedError. (`flori
    index` lets but one run begin, by a lock in the catalog; this holds where that lock is lost.)
    """

    def __init__(self, connection: Connection, analyzer: Analyzer, *, rebuild: bool) -> None:
        self._connection = connection
        self._rebuild = rebuild
        self._analysis = analyzer.signature
        self._rows = Rows(analyzer)
        self._document = StateDocument(connection)
        self._maintenance = Maintenance(connection)
        self._standing = State()
        self._version: Version | None = None
        self._index = ""
        self._sender: BulkSender | None = None
        self._document_numbers: dict[str, int] = {}
        self._next_document_number = 0
        self._removed = False

    def __enter__(self) -> Self:
        standing, version = self._document.read()
        if not self._rebuild:
            standing.check_made_with(self._analysis)
        self._standing = replace(standing, claim=standing.claim + 1)
        self._version = self._document.replace(self._standing, version)
        self._maintenance.remove_other_indexes(keep=standing.index)
        if self._starts_anew():
            self._index = passages_index(self._connection.address.index, self._standing.claim)
        else:
            self._index = standing.index
            self._next_document_number = standing.document_numbers
            self._maintenance.undo_unseen(standing, self._check_claim)
        return self

    def __exit__(self, *exc: object) -> None:
        refused = len(exc) > 1 and isinstance(exc[1], OperatorError)
        if self._sender is None or refused:
            return  # the next writer clears away what this one sent
        try:
            self._check_claim()
        except IndexLockedError:
            return  # what is there now is the other writer's
        if self._starts_anew():
            self._maintenance.remove_other_indexes(keep=self._standing.index)
        else:
            self._maintenance.undo_unseen(self._standing, self._check_claim)

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        """Remove all passages of these documents that stand in the committed index."""
        if self._starts_anew():
            return
        reader = StateReader(self._connection, self._standing)
        for some in _portions(document_ids):
            for row in reader.rows([{"terms": {"document": some}}]):
                self._sending().add(removal(row, self._standing.claim))
                self._removed = True

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Add passages."""
        for some in _portions(passages):
            self._number_documents([passage.document_id for passage in some])
            for passage in some:
                self._sending().add(self._addition(passage))

    def commit(self, generation: int) -> None:
        """Show all changes at once, under this generation number.

        Raises IndexLockedError, with nothing changed, where another writer has taken over.
        """
        if generation <= self._standing.generation and not self._starts_anew():
            raise ValueError(f"generation {generation} is not above the committed one, {self._standing.generation}")
        self._sending().flush()
        self._maintenance.show_rows(self._index)
        committed = State(
            index=self._index,
            numbers=(self._standing.claim, *(() if self._starts_anew() else self._standing.numbers)),
            generation=generation,
            claim=self._standing.claim,
            document_numbers=self._next_document_number,
            layout=LAYOUT_VERSION,
            analysis=self._analysis,
        )
        self._version = self._document.replace(committed, self._version)
        former, self._standing, self._sender = self._standing, committed, None
        self._maintenance.point_alias(committed, former.index)
        if self._removed:
            self._maintenance.purge(committed)

    def _check_claim(self) -> None:
        """Raise IndexLockedError where another writer has taken over."""
        self._document.check_unreplaced(self._version)

    def _starts_anew(self) -> bool:
        return self._rebuild or not self._standing.index

    def _sending(self) -> BulkSender:
        """The sender, and with it the new index, from the first change on."""
        if self._sender is None:
            if self._starts_anew():
                self._maintenance.make_index(self._index)
            self._sender = BulkSender(self._connection, self._index, self._check_claim)
        return self._sender

    def _addition(self, passage: IndexedPassage) -> Change:
        number = self._standing.claim
        row = self._rows.row(passage, self._document_numbers[passage.document_id], number)
        # All passages of a document lie on one shard, where its documents can be counted.
        action = {"index": {"_id": row_id(passage.id, number), "routing": passage.document_id}}
        return Change(action, row, chars=3 * len(passage.text))

    def _number_documents(self, document_ids: Sequence[str]) -> None:
        """Give each document its number: the one that its standing passages have, else the next."""
        unknown = list(dict.fromkeys(one for one in document_ids if one not in self._document_numbers))
        if unknown and not self._starts_anew():
            reader = StateReader(self._connection, self._standing)
            for row in reader.rows([{"terms": {"document": unknown}}], ["document", "document_number"]):
                fields = row["fields"]
                self._document_numbers[fields["document"][0]] = int(fields["document_number"][0])
        for document_id in unknown:
            if document_id not in self._document_numbers:
                self._document_numbers[document_id] = self._next_document_number
                self._next_document_number += 1


def _portions(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
