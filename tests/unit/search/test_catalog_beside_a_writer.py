"""The catalog while a run is writing it: others read the state before, at once, and cannot write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.catalog import Catalog, database, open_catalog
from search.catalog.database import LOCK_TIMEOUT_S
from search.errors import IndexLockedError
from tests.unit.search.records import commit_letters, made_letter


def test_a_reader_connects_without_waiting_while_another_connection_holds_the_write_lock(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    written = open_catalog(url, create=True)
    read = open_catalog(url)
    read.close()  # so that it has to connect anew below
    with written.writer(1) as writer:
        writer.set_meta("name", "value")
        started_s = time.monotonic()
        with read.at(0) as reader:
            assert reader.meta("name") is None
        assert time.monotonic() - started_s < LOCK_TIMEOUT_S / 2
    read.close()
    written.close()


@pytest.fixture
def impatient(catalog: Catalog, catalog_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalog]:
    """A second process's catalog, which waits only a moment for the lock."""
    monkeypatch.setattr(database, "LOCK_TIMEOUT_S", 0.05)
    opened = open_catalog(catalog_url)
    yield opened
    opened.close()


def test_a_second_writer_is_told_that_another_one_is_writing(catalog: Catalog, impatient: Catalog) -> None:
    with catalog.writer(1), pytest.raises(IndexLockedError, match="Another process is writing"), impatient.writer(1):
        pass


def test_readers_are_not_kept_waiting_by_a_writer(catalog: Catalog, impatient: Catalog) -> None:
    letter = made_letter("first")
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])

        with impatient.at(1) as reader:
            assert reader.source(letter.source.id) is not None
            assert reader.document(letter.document.id) is not None
