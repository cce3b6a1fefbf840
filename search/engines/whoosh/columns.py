"""Whoosh columns that read as whole numpy arrays: a value, or a number, for each passage of a segment.

The arrays stay in the file, which is mapped. Whoosh's own reference column drops values after the 65,535th with no
more than a warning; this one holds any number.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh import columns

from search.engines.counting.arrays import Integers, narrow
from search.engines.whoosh.sections import ByteSink, Sections, SectionWriter, map_sections


class OrdinalColumn(columns.Column):
    """Stores text values; each distinct one once."""

    def writer(self, dbfile: ByteSink) -> OrdinalWriter:
        return OrdinalWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> OrdinalReader:
        return OrdinalReader(dbfile, doccount)

    def default_value(self, reverse: bool = False) -> str:
        return ""


class OrdinalWriter(columns.ColumnWriter):
    """Collects the values, one for each passage in order, and writes them at the end."""

    def __init__(self, dbfile: ByteSink) -> None:
        self._sink = dbfile
        self._ordinal_of: dict[str, int] = {}
        self._ordinals = array("I")

    def add(self, docnum: int, value: str) -> None:
        self._ordinals.append(self._ordinal_of.setdefault(value, len(self._ordinal_of)))

    def finish(self, docnum: int) -> None:
        sections = SectionWriter(self._sink)
        self.write(sections, list(self._ordinal_of), np.frombuffer(self._ordinals, np.uint32))
        sections.finish()

    def write(self, sections: SectionWriter, values: Sequence[str], ordinals: Integers) -> None:
        """Write the distinct values, and for each passage an index into them."""
        sections.add_array("ordinals", narrow(ordinals))
        sections.add_text("values", json.dumps(values))


class OrdinalReader(columns.ColumnReader):
    """`ordinals`: an index into `values` for each passage."""

    def __init__(self, dbfile: Any, passages: int) -> None:
        sections = map_sections(dbfile.raw_file(), str(dbfile))
        self.values: list[str] = json.loads(sections.text("values"))
        self.ordinals = checked_ordinals(sections, passages, len(self.values))

    def __getitem__(self, docnum: int) -> str:
        return self.values[int(self.ordinals[docnum])]


class NumberColumn(columns.Column):
    """Stores whole numbers, none negative."""

    def writer(self, dbfile: ByteSink) -> NumberWriter:
        return NumberWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> NumberReader:
        return NumberReader(dbfile, doccount)

    def default_value(self, reverse: bool = False) -> int:
        return 0


class NumberWriter(columns.ColumnWriter):
    """Collects the numbers, one for each passage in order, and writes them at the end."""

    def __init__(self, dbfile: ByteSink) -> None:
        self._sink = dbfile
        self._numbers = array("I")

    def add(self, docnum: int, value: int) -> None:
        self._numbers.append(value)

    def finish(self, docnum: int) -> None:
        sections = SectionWriter(self._sink)
        sections.add_array("numbers", narrow(np.frombuffer(self._numbers, np.uint32)))
        sections.finish()


class NumberReader(columns.ColumnReader):
    """`numbers`: one for each passage."""

    def __init__(self, dbfile: Any, passages: int) -> None:
        self.numbers = _by_passage(map_sections(dbfile.raw_file(), str(dbfile)), "numbers", passages)

    def __getitem__(self, docnum: int) -> int:
        return int(self.numbers[docnum])


def checked_ordinals(sections: Sections, passages: int, values: int) -> Integers:
    """For each passage an index below `values`. Raises IndexDamagedError where that is not so."""
    ordinals = _by_passage(sections, "ordinals", passages)
    if ordinals.size and int(ordinals.max()) >= values:
        raise sections.damaged()
    return ordinals


def _by_passage(sections: Sections, name: str, passages: int) -> Integers:
    values = sections.array(name)
    if values.size != passages:
        raise sections.damaged()
    return values
