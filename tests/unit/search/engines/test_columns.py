"""Columns read back what was written, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.columns import Column
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh.columns import NumberColumn, OrdinalColumn
from search.engines.whoosh.ids import IdColumn, Ids, joined_ids
from search.engines.whoosh.sections import Sections, SectionWriter
from search.errors import IndexDamagedError


def written(column: Column, values: Sequence[object]) -> bytes:
    sink = BytesIO()
    writer = column.writer(sink)
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(len(values))
    return sink.getvalue()


def read(column: Column, content: bytes, passages: int, folder: Path) -> Any:
    (folder / "a.col").write_bytes(content)
    with FileStorage(str(folder)).open_file("a.col") as file:
        return column.reader(file, 0, len(content), passages)


@pytest.mark.parametrize("column", [OrdinalColumn(), IdColumn()])
def test_values_come_back_in_order_each_distinct_one_once(column: Column, tmp_path: Path) -> None:
    values = ["b", "", "a", "b", 'quote " and \n line', "北😀", "b"]
    reader = read(column, written(column, values), len(values), tmp_path)
    assert [reader[number] for number in range(len(values))] == values
    distinct = reader.ids.values.tolist() if isinstance(column, IdColumn) else reader.values
    assert len(distinct) == len(set(values))


@pytest.mark.parametrize("column", [OrdinalColumn(), IdColumn()])
def test_more_values_than_whooshs_own_column_holds_come_back(column: Column, tmp_path: Path) -> None:
    values = [f"value {number}" for number in range(70_000)]
    reader = read(column, written(column, values), len(values), tmp_path)
    assert [reader[number] for number in range(70_000)] == values


def test_numbers_come_back(tmp_path: Path) -> None:
    reader = read(NumberColumn(), written(NumberColumn(), [3, 0, 100_000]), 3, tmp_path)
    assert reader.numbers.tolist() == [3, 0, 100_000]
    assert reader[2] == 100_000


def ids(*given: str) -> Ids:
    values = sorted(set(given))
    array = np.array([value.encode() for value in values], np.bytes_)
    return Ids(array, np.array([values.index(one) for one in given], np.uint8))


def test_ids_order_and_are_found_as_texts_do() -> None:
    given = ids("b", "ab", "é", "a", "b", "😀", "a-1")
    assert [given.value(ordinal) for ordinal in range(given.values.size)] == ["a", "a-1", "ab", "b", "é", "😀"]
    assert given.find(["b", "", "a-10", "é", "a", "zebra crossing"]).tolist() == [3, -1, -1, 4, 0, -1]
    assert given.passages_of(["b", "none", "a"]).tolist() == [0, 3, 4]
    assert given.passages_of([]).tolist() == []
    assert ids().find(["a"]).tolist() == [-1]


def test_ids_of_several_segments_join_each_distinct_one_once() -> None:
    parts = [["b", "a"], [], ["longer than all", "b"], ["c"]]
    joined = joined_ids([ids(*part) for part in parts])
    assert joined.values.tolist() == [b"a", b"b", b"c", b"longer than all"]
    assert [joined.value(ordinal) for ordinal in joined.ordinals.tolist()] == [one for part in parts for one in part]
    assert joined_ids([]).ordinals.size == 0


@pytest.mark.parametrize("column", [OrdinalColumn(), IdColumn()])
@pytest.mark.parametrize("change", ["cut", "longer", "empty", "text", "directory", "passages"])
def test_a_damaged_column_is_told_by_its_name(change: str, column: Column, tmp_path: Path) -> None:
    content = written(column, ["one", "two", "one"])
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
        read(column, damaged, 4 if change == "passages" else 3, tmp_path)


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
