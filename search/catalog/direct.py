"""Statements that every search runs, given to the driver: SQLAlchemy's part of one takes longer than the database's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from search.catalog.database import driver_errors_named

Rows = list[tuple[Any, ...]]
_KEPT_STATEMENTS = 500
"""Some for each number of ids, of which a page has at most a hundred and its copies."""


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A statement as a driver takes it. `order`: the names of its parameters, where they go by their place.

    `constants`: its own parameters. `conversions`: columns that are other than the driver gives them, and what makes
    them so.
    """

    text: str
    order: tuple[str, ...] | None
    constants: Mapping[str, Any]
    conversions: tuple[tuple[int, Callable[[Any], Any]], ...]


def direct_rows(
    connection: Connection,
    statement: Select[*tuple[Any, ...]],
    parameters: Mapping[str, Any],
    ids: tuple[str, ...] = (),
) -> Rows:
    """The rows that `connection.execute` would give, in its transaction, and with its errors in plain words.

    `parameters`: by name, but for the list `ids`, which must not be empty where the statement has it.
    """
    if not connection.in_transaction():
        connection.begin()
    rendered = _rendered(statement, connection.dialect, tuple(parameters), len(ids))
    named = {**rendered.constants, **parameters, **{f"ids_{place}": one for place, one in enumerate(ids, start=1)}}
    with driver_errors_named(connection):
        cursor = connection.connection.cursor()
        try:
            cursor.execute(rendered.text, named if rendered.order is None else [named[name] for name in rendered.order])
            rows: Rows = list(cursor.fetchall())
        finally:
            cursor.close()
    return [_converted(row, rendered) for row in rows] if rendered.conversions else rows


def _converted(row: tuple[Any, ...], rendered: _Rendered) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in rendered.conversions:
        values[place] = convert(values[place])
    return tuple(values)


@lru_cache(_KEPT_STATEMENTS)
def _rendered(
    statement: Select[*tuple[Any, ...]], dialect: Dialect, parameters: tuple[str, ...], ids: int
) -> _Rendered:
    stand_ins = {**dict.fromkeys(parameters), **({"ids": [""] * ids} if ids else {})}
    compiled: Any = statement.compile(dialect=dialect)
    expanded = compiled.construct_expanded_state(stand_ins)
    conversions = (
        (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for place, column in enumerate(statement.selected_columns)
    )
    return _Rendered(
        text=expanded.statement,
        order=tuple(expanded.positiontup) if compiled.positional else None,
        constants=expanded.parameters,
        conversions=tuple((place, convert) for place, convert in conversions if convert),
    )
