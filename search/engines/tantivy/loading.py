"""Reading the columns of one state from the index, once for each commit; some 3 s for a million passages."""

from __future__ import annotations

from typing import Any

import numpy as np
import tantivy

from search.engines.base import FACET_FIELDS
from search.engines.counting.arrays import Integers
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.tantivy.columns import Columns
from search.engines.tantivy.fields import COLUMNS, ID_COLUMNS, set_field

_NUMBERS_AT_ONCE = 50_000
"""An address in Python is a large thing to have of every passage at the same time."""
_READ = ("number", "document_number", *ID_COLUMNS, *map(set_field, COLUMNS))

_Part = dict[str, Integers]
_Members = dict[int, list[str]]


def read_columns(searcher: tantivy.Searcher, schema: tantivy.Schema, next_number: int) -> Columns:
    """The columns of all passages; `next_number` is above all of theirs."""
    members: dict[str, _Members] = {field: {} for field in COLUMNS}
    parts = [_read_part(searcher, schema, start, members) for start in range(0, max(next_number, 1), _NUMBERS_AT_ONCE)]
    read = {name: np.concatenate([part[name] for part in parts]) for name in _READ}
    order = np.argsort(read["number"])
    read = {name: values[order] for name, values in read.items()}
    ordinals, dates = _sets(read["date_set"], members["date"])
    return Columns(
        numbers=read["number"].astype(np.int64),
        documents=read["document_number"],
        ranks=_ranks([read[name] for name in ID_COLUMNS]),
        facets={field: FacetColumn(*_sets(read[set_field(field)], members[field])) for field in FACET_FIELDS},
        dates=DateColumn(ordinals, ["".join(values) for values in dates]),
    )


def _read_part(searcher: tantivy.Searcher, schema: tantivy.Schema, start: int, members: dict[str, _Members]) -> _Part:
    """The columns of passages numbered from `start` on. Puts the values of sets that are new into `members`."""
    end = start + _NUMBERS_AT_ONCE
    numbered = tantivy.Query.range_query(schema, "number", tantivy.FieldType.Unsigned, start, end, include_upper=False)
    hits = searcher.search(tantivy.Query.const_score_query(numbered, 0), limit=_NUMBERS_AT_ONCE, count=False).hits
    addresses = [address for _, address in hits]
    part = {name: np.array(searcher.fast_field_values(name, addresses), np.uint64) for name in _READ}
    for field, known in members.items():
        sets, firsts = np.unique(part[set_field(field)], return_index=True)
        for number, first in zip(sets.tolist(), firsts.tolist(), strict=True):
            if number not in known:
                known[number] = searcher.doc(addresses[first]).get_all(field)
    return part


def _sets(numbers: Integers, members: _Members) -> tuple[Integers, list[list[str]]]:
    """An index for each row into the sets of values, and these."""
    sets, of_row = np.unique(numbers, return_inverse=True)
    return of_row.astype(np.int32), [members[number] for number in sets.tolist()]


def _ranks(parts: list[Integers]) -> Integers:
    """The place of each row in the order of its parts, the first part first."""
    order: Any = np.lexsort(parts[::-1])
    ranks = np.empty(order.size, np.int32)
    ranks[order] = np.arange(order.size, dtype=np.int32)
    return ranks
