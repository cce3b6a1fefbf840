"""Statements that every search runs, and the rows that indexing adds, given to the driver: SQLAlchemy's part of them
takes longer than the database's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Table, insert

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
    rendered = _rendered(statement, connection.dialect, tuple(parameters), len(ids))
    named = {**rendered.constants, **parameters, **{f"ids_{place}": one for place, one in enumerate(ids, start=1)}}
    with _cursor(connection) as cursor:
        cursor.execute(rendered.text, _in_order(named, rendered.order))
        rows: Rows = list(cursor.fetchall())
    return [_converted(row, rendered) for row in rows] if rendered.conversions else rows


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A row's insertion as a driver takes it. `order`: as of a `_Rendered`. `conversions`: by column, what makes of
    its value what the driver takes, where that is another.
    """

    text: str
    order: tuple[str, ...] | None
    conversions: Mapping[str, Callable[[Any], Any]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows that all have the same columns, at least one, in the connection's transaction.

    Errors are those of `connection.execute` in plain words, and the driver's where that has none.
    """
    insertion = _insertion(table, connection.dialect, tuple(rows[0]))
    taken = [_taken(row, insertion) for row in rows]
    with _cursor(connection) as cursor:
        cursor.executemany(insertion.text, taken)


def _taken(row: Mapping[str, object], insertion: _Insertion) -> Any:
    converted = {name: convert(row[name]) for name, convert in insertion.conversions.items()}
    return _in_order({**row, **converted} if converted else row, insertion.order)


def _in_order(named: Mapping[str, Any], order: tuple[str, ...] | None) -> Any:
    """Parameters as a driver takes them: by name, or by their place where there is an order."""
    return named if order is None else [named[name] for name in order]


@contextmanager
def _cursor(connection: Connection) -> Iterator[Any]:
    """A cursor of the driver's in the connection's transaction, with its errors in plain words."""
    if not connection.in_transaction():
        connection.begin()
    with driver_errors_named(connection), closing(connection.connection.cursor()) as cursor:
        yield cursor


@lru_cache(_KEPT_STATEMENTS)
def _insertion(table: Table, dialect: Dialect, columns: tuple[str, ...]) -> _Insertion:
    compiled: Any = insert(table).compile(dialect=dialect, column_keys=columns)
    conversions = ((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in columns)
    return _Insertion(
        text=compiled.string,
        order=tuple(compiled.positiontup) if compiled.positional else None,
        conversions={name: convert for name, convert in conversions if convert},
    )


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
