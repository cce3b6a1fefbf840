"""What the driver is asked directly comes out as if SQLAlchemy had asked it, its errors too."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from search.catalog import Catalog, open_catalog, statements
from search.catalog.direct import direct_rows, insert_rows
from search.catalog.rows import document_row
from search.catalog.schema import STANDING, documents
from search.errors import EngineUnavailableError, IndexDamagedError
from tests.unit.search.records import commit_letters, made_letter

LETTERS = [
    made_letter(key, f"The words of {key}.", authors=("Ann Ó Dé", 'the "Friends"'), date="2015-06")
    for key in ("first", "second", "third")
]


@pytest.mark.parametrize("name", ["PASSAGES_IN_CONTEXT", "DOCUMENTS", "SOURCES"])
@pytest.mark.parametrize("count", [1, 3])
def test_rows_are_those_of_sqlalchemy(catalog: Catalog, name: str, count: int) -> None:
    commit_letters(catalog, 1, *LETTERS)
    statement = getattr(statements, name)
    ids = {
        "PASSAGES_IN_CONTEXT": [letter.passages[0][0].id for letter in LETTERS],
        "DOCUMENTS": [letter.document.id for letter in LETTERS],
        "SOURCES": [letter.source.id for letter in LETTERS],
    }[name][:count]
    with catalog._database.connect() as connection:
        expected = connection.execute(statement, {"generation": 1, "ids": ids}).all()
        assert direct_rows(connection, statement, {"generation": 1}, tuple(ids)) == [tuple(row) for row in expected]
    assert len(expected) == count


def test_rows_that_are_added_are_those_that_sqlalchemy_adds(catalog: Catalog) -> None:
    rows = [{**document_row(letter.document), "added": 1, "removed": STANDING} for letter in LETTERS]
    with catalog._database.connect() as connection:
        connection.execute(insert(documents), rows)
        expected = connection.execute(select(documents).order_by(documents.c.id)).all()
        connection.rollback()
        insert_rows(connection, documents, rows)
        found = connection.execute(select(documents).order_by(documents.c.id)).all()
    assert [dict(row._mapping) | {"row_key": 0} for row in found] == [
        dict(row._mapping) | {"row_key": 0} for row in expected
    ]
    assert len(found) == len(LETTERS)


def test_a_table_that_is_missing_from_a_file_is_damage_when_rows_are_added(sqlite_catalog: Catalog) -> None:
    with sqlite_catalog._database.connect() as connection:
        connection.exec_driver_sql("DROP TABLE documents")
        with pytest.raises(IndexDamagedError, match="no such table"):
            insert_rows(connection, documents, [{"id": "a"}])


def test_what_is_missing_from_a_file_is_damage(sqlite_catalog: Catalog) -> None:
    with sqlite_catalog._database.connect() as connection:
        connection.exec_driver_sql("DROP TABLE documents")
        with pytest.raises(IndexDamagedError, match="no such table"):
            direct_rows(connection, statements.DOCUMENTS, {"generation": 1}, ("a",))


def test_a_connection_that_was_cut_is_said_and_not_used_again(postgres_database: str) -> None:
    catalog = open_catalog(postgres_database, create=True)
    with catalog._database.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.close()  # as a server that goes away does
        with pytest.raises(EngineUnavailableError, match="cannot be reached"):
            direct_rows(connection, statements.DOCUMENTS, {"generation": 1}, ("a",))
        assert connection.invalidated
    with catalog.at(0) as reader:
        assert reader.documents(["a"]) == {}
    catalog.close()
