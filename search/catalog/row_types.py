"""Whether the values of rows are of their columns' types: a damaged file of SQLite's gives any value in any column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select

from search.catalog.schema import NameList


def check_types(statement: Select[*tuple[Any, ...]], rows: Iterable[Iterable[Any]]) -> None:
    """Raises ValueError, which names the columns, where a value of the statement's rows is of another type."""
    right = _right(statement)
    for row in rows:
        types = tuple(map(type, row))
        if types not in right:
            _check(statement, row)
            right.add(types)


@lru_cache
def _right(_statement: Select[*tuple[Any, ...]]) -> set[tuple[type, ...]]:
    """The types of rows that were found to be right: a few dozen, as this or that column is empty in them."""
    return set()


def _check(statement: Select[*tuple[Any, ...]], row: Iterable[Any]) -> None:
    wrong = [
        f"{column.key} is {value!r}"
        for column, value in zip(statement.selected_columns, row, strict=True)
        if not _is_right(column, value)
    ]
    if wrong:
        raise ValueError(", ".join(wrong))


def _is_right(column: ColumnElement[Any], value: object) -> bool:
    # What is computed, and is no column of a table, may be without a value.
    if value is None:
        return bool(getattr(column, "nullable", True))
    return type(value) is (tuple if isinstance(column.type, NameList) else column.type.python_type)
