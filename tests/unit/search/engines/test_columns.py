"""Columns read back what was written, whole or not at all."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from whoosh.filedb.structfile import BufferFile

from search.engines.whoosh.columns import NumberColumn, NumberReader, OrdinalColumn, OrdinalReader
from search.engines.whoosh.sections import Sections, SectionWriter
from search.errors import IndexDamagedError


def written(values: list[str]) -> bytes:
    sink = BytesIO()
    writer = OrdinalColumn().writer(sink)
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(len(values))
    return sink.getvalue()


def read(content: bytes, passages: int) -> OrdinalReader:
    return OrdinalColumn().reader(BufferFile(content, name="a.col"), 0, len(content), passages)


def test_values_come_back_in_order_each_distinct_one_once() -> None:
    values = ["b", "", "a", "b", 'quote " and \n line', "北😀", "b"]
    column = read(written(values), len(values))
    assert [column[number] for number in range(len(values))] == values
    assert len(column.values) == len(set(values))


def test_more_values_than_whooshs_own_column_holds_come_back() -> None:
    values = [f"value {number}" for number in range(70_000)]
    column = read(written(values), len(values))
    assert column[69_999] == "value 69999"
    assert [column.values[ordinal] for ordinal in column.ordinals.tolist()] == values


def test_numbers_come_back() -> None:
    sink = BytesIO()
    writer = NumberColumn().writer(sink)
    for number, value in enumerate([3, 0, 100_000]):
        writer.add(number, value)
    writer.finish(3)
    reader = NumberColumn().reader(BufferFile(sink.getvalue(), name="n.col"), 0, len(sink.getvalue()), 3)
    assert isinstance(reader, NumberReader)
    assert reader.numbers.tolist() == [3, 0, 100_000]
    assert reader[2] == 100_000


@pytest.mark.parametrize("change", ["cut", "longer", "empty", "text", "directory", "passages"])
def test_a_damaged_column_is_told_by_its_name(change: str) -> None:
    content = written(["one", "two", "one"])
    text = content.index(b"two")
    damaged = {
        "cut": content[:-5],
        "longer": content + b"more",
        "empty": b"",
        "text": content[:text] + b"owt" + content[text + 3 :],
        "directory": content.replace(b'"ordinals"', b'"ordonals"'),
        "passages": content,
    }[change]
    with pytest.raises(IndexDamagedError, match=r"a\.col.*flori index --rebuild"):
        read(damaged, 4 if change == "passages" else 3)


def test_sections_keep_arrays_as_they_are() -> None:
    sink = BytesIO()
    arrays = {"bytes": np.array([1, 2, 3], np.uint8), "longs": np.array([2**40, -1], np.int64), "none": np.zeros(0)}
    writer = SectionWriter(sink)
    for name, array in arrays.items():
        writer.add_array(name, array)
    writer.add_text("text", "北\ud800")
    writer.finish()
    sections = Sections(memoryview(sink.getvalue()), "s")
    assert sections.names() == ["bytes", "longs", "none", "text"]
    assert sections.text("text") == "北\ud800"
    for name, array in arrays.items():
        assert sections.array(name).dtype == array.dtype
        assert sections.array(name).tolist() == array.tolist()
