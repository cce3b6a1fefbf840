"""Reading the columns of one state from the index, once for each commit; some 3 s for a million passages.

Also where some passages stand among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import tantivy

from search.engines.base import FACET_FIELDS
from search.engines.counting.arrays import Integers
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.tantivy.columns import Columns
from search.engines.tantivy.fields import COLUMNS, ID_COLUMNS, id_parts, set_field

_NUMBERS_AT_ONCE = 50_000
"""An address in Python is a large thing to have of every passage at the same time."""
_NUMBERS = ("number", "document_number", "second", *ID_COLUMNS)

_Addresses = list[tantivy.DocAddress]
_Part = dict[str, Integers]


class _Sets:
    """The sets of values that a field's passages have, numbered as they are met. `members`: the values of each."""

    def __init__(self) -> None:
        self.members: list[list[str]] = []
        self._ordinal_of: dict[int, int] = {}

    def ordinals(self, numbers: Integers, values_at: Callable[[int], list[str]]) -> Integers:
        """For each of the numbers (see `fields.value_set`) an index into `members`.

        `values_at`: reads the values of the passage at a place; asked once for each set.
        """
        distinct, firsts, places = np.unique(numbers, return_index=True, return_inverse=True)
        for number, first in zip(distinct.tolist(), firsts.tolist(), strict=True):
            if number not in self._ordinal_of:
                self._ordinal_of[number] = len(self.members)
                self.members.append(values_at(first))
        ordinals = np.array([self._ordinal_of[number] for number in distinct.tolist()], np.int32)
        return ordinals[places]


def read_columns(searcher: tantivy.Searcher, schema: tantivy.Schema, next_number: int) -> Columns:
    """The columns of all passages; `next_number` is above all of theirs.

    Raises ValueError where there are not as many as the index says.
    """
    sets = {field: _Sets() for field in COLUMNS}
    passages = searcher.num_docs - 1  # one record says the generation
    # Made before they are read: put together from parts, they would leave as much memory in pieces again.
    read = {name: np.empty(passages, np.int32 if name in COLUMNS else np.uint64) for name in (*_NUMBERS, *COLUMNS)}
    row = 0
    for start in range(0, next_number, _NUMBERS_AT_ONCE):
        part = _read_part(searcher, schema, start, sets)
        end = row + part["number"].size
        for name, values in part.items():
            read[name][row:end] = values
        row = end
    if row != passages:
        raise ValueError(f"it has {row} passages with a number, of {passages}")
    live = np.ones(passages, bool)
    days = ["".join(values) for values in sets["date"].members]
    return Columns(
        numbers=read.pop("number").astype(np.int64),
        documents=read.pop("document_number"),
        ranks=_ranks([read.pop(name) for name in ID_COLUMNS]),
        facets={field: FacetColumn(read[field], sets[field].members, live) for field in FACET_FIELDS},
        dates=DateColumn(read["date"], days, live, read["second"].astype(np.int32)),
        live=live,
    )


def rows_of_passages(
    searcher: tantivy.Searcher, schema: tantivy.Schema, columns: Columns, ids: Sequence[str]
) -> Integers:
    """The row of each passage by its id; of one that is not there, -1. Stored ids would take ten times as long."""
    named = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, "passage", list(ids)), 0)
    addresses = [address for _, address in searcher.search(named, limit=max(len(ids), 1), count=False).hits]
    parts = [searcher.fast_field_values(name, addresses) for name in ID_COLUMNS]
    row_of = dict(zip(zip(*parts, strict=True), columns.rows_at(searcher, addresses).tolist(), strict=True))
    return np.array([row_of.get(tuple(id_parts(one)), -1) for one in ids], np.int64)


def _read_part(searcher: tantivy.Searcher, schema: tantivy.Schema, start: int, sets: dict[str, _Sets]) -> _Part:
    """The columns of the passages numbered from `start` on, ascending; of a field with values, indices into its set."""
    numbered = tantivy.Query.range_query(
        schema, "number", tantivy.FieldType.Unsigned, start, start + _NUMBERS_AT_ONCE, include_upper=False
    )
    hits = searcher.search(tantivy.Query.const_score_query(numbered, 0), limit=_NUMBERS_AT_ONCE, count=False).hits
    addresses = [address for _, address in hits]
    read = {name: _numbers(searcher, name, addresses) for name in _NUMBERS}
    for field, known in sets.items():
        numbers = _numbers(searcher, set_field(field), addresses)
        read[field] = known.ordinals(numbers, partial(_values, searcher, addresses, field))
    order = np.argsort(read["number"])
    return {name: values[order] for name, values in read.items()}


def _numbers(searcher: tantivy.Searcher, field: str, addresses: _Addresses) -> Integers:
    return np.array(searcher.fast_field_values(field, addresses), np.uint64)


def _values(searcher: tantivy.Searcher, addresses: _Addresses, field: str, place: int) -> list[str]:
    return searcher.doc(addresses[place]).get_all(field)


def _ranks(parts: list[Integers]) -> Integers:
    """The place of each row in the order of its parts, the first part first."""
    order: Any = np.lexsort(parts[::-1])
    ranks = np.empty(order.size, np.int32)
    ranks[order] = np.arange(order.size, dtype=np.int32)
    return ranks
