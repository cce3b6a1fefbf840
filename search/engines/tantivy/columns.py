"""What is known of every passage of one state beside its words, in arrays to filter, count and order by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import tantivy

from search.engines.counting.arrays import Integers, Mask
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.counting.tally import Tally
from search.engines.tantivy.fields import BLOCK, document_number

_NO_ROW = -1


class Columns:
    """The passages of a state, one a row, ascending by their numbers (see `fields.new_schema`).

    `documents`: a number for the document of each, below `document_count`; `by_document` counts by it. `live`: true
    for each, since those that were removed have no row. `ranks`: the place of each among all by
    id, ascending: what breaks ties. `blocks`: those that have any passage, ascending.
    """

    def __init__(
        self,
        numbers: Integers,
        documents: Integers,
        ranks: Integers,
        facets: Mapping[str, FacetColumn],
        dates: DateColumn,
        live: Mask,
    ) -> None:
        """`numbers`: ascending. `documents`: of 64 bits, as `fields.document_number` makes them."""
        self.numbers = numbers
        self.ranks = ranks
        self.facets = facets
        self.dates = dates
        self._document_keys, of_row = np.unique(documents, return_inverse=True)
        self.live = live
        self.by_document = Tally(of_row, self.document_count, self.live)
        self.documents = self.by_document.ordinals
        self._row_of = _places_of(numbers)
        self.blocks, block_of = np.unique(numbers // BLOCK, return_inverse=True)
        # Where each row stands among all the places of the blocks that there are.
        self._places: Integers = (block_of * BLOCK + numbers % BLOCK).astype(np.int32)

    @property
    def document_count(self) -> int:
        """How many documents the passages are of."""
        return int(self._document_keys.size)

    def numbers_of_documents(self, ids: Sequence[str]) -> list[int]:
        """The numbers of documents by their ids, as `documents` has them; of one that is not there, -1."""
        keys = np.array([document_number(one) for one in ids], self._document_keys.dtype)
        begins = np.searchsorted(self._document_keys, keys, side="left")
        ends = np.searchsorted(self._document_keys, keys, side="right")
        numbers: list[int] = np.where(begins < ends, begins, -1).tolist()
        return numbers

    def document_keys(self, documents: Integers) -> list[int]:
        """The numbers of 64 bits of documents."""
        keys: list[int] = self._document_keys[documents].tolist()
        return keys

    def rows_numbered(self, numbers: Integers) -> Integers:
        """The row of each passage by its number. Raises ValueError where there is none."""
        if numbers.size and int(numbers.max()) >= self._row_of.size:
            raise ValueError("passages have numbers above those that its columns have")
        rows: Integers = self._row_of[numbers].astype(np.intp)
        if rows.size and int(rows.min()) == _NO_ROW:
            raise ValueError("passages have numbers that its columns do not have")
        return rows

    def rows_at(self, searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> Integers:
        """The row of each passage, in the order of the addresses. Raises ValueError where it is not a passage's."""
        return self.rows_numbered(np.array(searcher.fast_field_values("number", addresses), np.int64))

    def rows_marked(self, blocks: Integers, bits: Integers) -> Integers:
        """The rows of the passages whose bits are set, ascending. `bits`: BLOCK bits for each of `blocks`.

        Raises ValueError where there is no such block.
        """
        slots = np.searchsorted(self.blocks, blocks)
        if slots.size and not np.array_equal(self.blocks[np.minimum(slots, self.blocks.size - 1)], blocks):
            raise ValueError("passages are in blocks that its columns do not have")
        in_bytes = bits.astype("<u8").view(np.uint8).reshape(-1, 8)[:, : BLOCK // 8]
        marked = np.zeros((self.blocks.size, BLOCK), bool)
        marked[slots] = np.unpackbits(in_bytes, axis=1, bitorder="little")
        return np.flatnonzero(marked.reshape(-1)[self._places])


def _places_of(numbers: Integers) -> Integers:
    """By number up to the highest: where it stands among the numbers, or _NO_ROW."""
    places = np.full(int(numbers.max(initial=-1)) + 1, _NO_ROW, np.int32)
    places[numbers] = np.arange(numbers.size, dtype=np.int32)
    return places
