"""What `flori verify` finds in an index that was tampered with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from search.engines import open_engine
from tests.reliability.indexes import Dossier, dossier_in, faults


@pytest.fixture
def indexed(tmp_path: Path) -> Dossier:
    """Two files, one of them long enough for several passages."""
    dossier = dossier_in(tmp_path)
    dossier.write("short.txt", "The ferry is late.")
    dossier.write(
        "long.txt", "\n\n".join(f"Paragraph {number} says that the ferry is late. " * 5 for number in range(20))
    )
    dossier.index()
    assert faults(dossier.settings) == ()
    return dossier


def tamper(dossier: Dossier, statement: str) -> None:
    with closing(sqlite3.connect(dossier.settings.index / "catalog.sqlite")) as catalog, catalog:
        assert catalog.execute(statement).rowcount > 0


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE passages SET text = 'other' WHERE ordinal = 2", "is not the text of its place"),
        ("UPDATE passages SET start = start + 1 WHERE ordinal = 2", "is not the text of its place"),
        ('UPDATE documents SET "end" = 99999', "lies outside of its source"),
        ("DELETE FROM passages WHERE ordinal = 2", "1 passages of the engine are not in the catalog"),
        ("DELETE FROM passages WHERE ordinal = 2", "do not make up its text"),
        ("UPDATE passages SET id = 'x' WHERE ordinal = 2", "1 passages of the catalog are not in the engine: x"),
        ("UPDATE sources SET name = 'other' WHERE name = 'short.txt'", "which is not made from its name"),
        ("DELETE FROM source_texts", "has no text"),
    ],
)
def test_a_catalog_that_was_tampered_with_is_found_out(indexed: Dossier, statement: str, fault: str) -> None:
    tamper(indexed, statement)
    assert any(fault in found for found in faults(indexed.settings))


def test_an_engine_with_a_passage_too_few_is_found_out(indexed: Dossier) -> None:
    with closing(open_engine(indexed.settings)) as engine:
        document = next(iter(engine.passage_ids())).partition("-")[0]
        with engine.writer() as writer:
            writer.delete_documents([document])
            writer.commit(engine.generation() + 1)
    assert any("are not in the engine" in found for found in faults(indexed.settings))
