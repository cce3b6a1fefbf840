"""Whoosh columns that read as whole numpy arrays: a value, or a number, for each passage of a segment.

Whoosh's own reference column drops values after the 65,535th with no more than a warning; this one holds any number.
"""

from __future__ import annotations

import json
from array import array
from typing import Any

import numpy as np
from whoosh import columns

from search.engines.counting.arrays import Integers, narrow
from search.engines.whoosh.sections import ByteSink, Sections, SectionWriter, damaged


class OrdinalColumn(columns.Column):
    """Stores text values; each distinct one once."""

    def writer(self, dbfile: ByteSink) -> OrdinalWriter:
        return OrdinalWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> OrdinalReader:
        return OrdinalReader(dbfile.get(basepos, length), str(dbfile), doccount)

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
        ordinals = np.frombuffer(self._ordinals, np.uint32)
        sections = SectionWriter(self._sink)
        sections.add_array("ordinals", narrow(ordinals))
        sections.add_text("values", json.dumps(list(self._ordinal_of)))
        sections.finish()


class OrdinalReader(columns.ColumnReader):
    """`ordinals`: an index into `values` for each passage."""

    def __init__(self, content: bytes, name: str, passages: int) -> None:
        sections = Sections(memoryview(content), name)
        self.ordinals = sections.array("ordinals")
        self.values: list[str] = json.loads(sections.text("values"))
        _check_length(self.ordinals, passages, name)
        if self.ordinals.size and int(self.ordinals.max()) >= len(self.values):
            raise damaged(name)

    def __getitem__(self, docnum: int) -> str:
        return self.values[int(self.ordinals[docnum])]


class NumberColumn(columns.Column):
    """Stores whole numbers, none negative."""

    def writer(self, dbfile: ByteSink) -> NumberWriter:
        return NumberWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> NumberReader:
        return NumberReader(dbfile.get(basepos, length), str(dbfile), doccount)

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

    def __init__(self, content: bytes, name: str, passages: int) -> None:
        self.numbers = Sections(memoryview(content), name).array("numbers")
        _check_length(self.numbers, passages, name)

    def __getitem__(self, docnum: int) -> int:
        return int(self.numbers[docnum])


def _check_length(values: Integers, passages: int, name: str) -> None:
    if values.size != passages:
        raise damaged(name)
