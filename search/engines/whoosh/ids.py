"""The ids of passages and of documents in arrays, which are searched and compared as they lie in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh import columns

from search.engines.counting.arrays import Integers, narrow
from search.engines.whoosh.columns import OrdinalWriter, checked_ordinals
from search.engines.whoosh.sections import ByteSink, SectionWriter, map_sections

IdArray = npt.NDArray[np.bytes_]
"""Ids as UTF-8, filled up with zero bytes to the length of the longest: they order as the ids do."""


@dataclass(frozen=True, slots=True)
class Ids:
    """An id for each passage. `values`: the distinct ones, ascending; `ordinals`: by passage, an index into them."""

    values: IdArray
    ordinals: Integers

    def value(self, ordinal: int) -> str:
        """The id at an index."""
        return bytes(self.values[ordinal]).decode()

    def find(self, ids: Sequence[str]) -> Integers:
        """The indices of ids; of one that is not there, -1."""
        wanted = np.array([one.encode() for one in ids], np.bytes_)
        if not self.values.size:
            return np.full(wanted.size, -1)
        places = np.searchsorted(self.values, wanted)
        places[places == self.values.size] = 0
        places[self.values[places] != wanted] = -1
        return places

    def passages_of(self, ids: Sequence[str]) -> Integers:
        """The numbers of the passages that have any of the ids, ascending."""
        chosen = np.zeros(self.values.size + 1, bool)  # and one more entry, for what is not there
        chosen[self.find(ids)] = True
        chosen[-1] = False
        return np.flatnonzero(chosen[self.ordinals])


def joined_ids(parts: Sequence[Ids]) -> Ids:
    """The ids of consecutive passages as one; of a single part, as they are."""
    if len(parts) == 1:
        return parts[0]
    values, place = _distinct(np.concatenate([np.zeros(0, np.bytes_), *(one.values for one in parts)]))
    ordinals: list[Integers] = [np.zeros(0, np.int64)]
    begin = 0
    for one in parts:
        end = begin + one.values.size
        ordinals.append(place[begin:end][one.ordinals])
        begin = end
    return Ids(values, narrow(np.concatenate(ordinals)))


class IdColumn(columns.Column):
    """Stores ids of passages, or of what passages belong to; each distinct one once, in ascending order."""

    def writer(self, dbfile: ByteSink) -> IdWriter:
        return IdWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> IdReader:
        return IdReader(dbfile, doccount)

    def default_value(self, reverse: bool = False) -> str:
        return ""


class IdWriter(OrdinalWriter):
    """Collects the ids, one for each passage in order, and writes them at the end."""

    def write(self, sections: SectionWriter, values: Sequence[str], ordinals: Integers) -> None:
        ids, place = _distinct(np.array([value.encode() for value in values], np.bytes_))
        sections.add_array("ordinals", narrow(place[ordinals]))
        sections.add_array("ids", ids, checked=True)


class IdReader(columns.ColumnReader):
    """The ids, mapped from the file."""

    def __init__(self, dbfile: Any, passages: int) -> None:
        sections = map_sections(dbfile.raw_file(), str(dbfile))
        values = sections.array("ids")
        self.ids = Ids(values, checked_ordinals(sections, passages, values.size))

    def __getitem__(self, docnum: int) -> str:
        return self.ids.value(int(self.ids.ordinals[docnum]))


def _distinct(ids: IdArray) -> tuple[IdArray, Integers]:
    """The distinct ids, ascending, and for each one given its index among them.

    A stable sort is the quickest here: ids of several segments come as so many ascending runs.
    """
    order = np.argsort(ids, kind="stable")
    ascending = ids[order]
    first = np.ones(ids.size, bool)
    first[1:] = ascending[1:] != ascending[:-1]
    place = np.empty(ids.size, np.int64)
    place[order] = np.cumsum(first) - 1
    return ascending[first], place
