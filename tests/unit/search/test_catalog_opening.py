"""A catalog is made privately, checked when opened, and says what to do where it cannot be used."""

from __future__ import annotations

import stat
import zlib
from pathlib import Path

import pytest
from sqlalchemy import make_url, update

from search.catalog import Catalog, open_catalog, opening, recreate_catalog
from search.catalog.schema import documents, source_texts
from search.errors import (
    ConfigurationError,
    EngineUnavailableError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    OperatorError,
)
from tests.unit.search.records import commit_letters, made_letter


def _file(url: str) -> Path:
    return Path(str(make_url(url).database))


def test_a_catalog_that_was_never_made_is_missing_and_stays_so(sqlite_url: str) -> None:
    with pytest.raises(IndexMissingError, match="run `flori index`"):
        open_catalog(sqlite_url)
    assert not _file(sqlite_url).parent.exists()


def test_a_file_without_tables_is_missing_too(sqlite_url: str) -> None:
    _file(sqlite_url).parent.mkdir()
    _file(sqlite_url).touch()
    with pytest.raises(IndexMissingError, match="run `flori index`"):
        open_catalog(sqlite_url)


def test_nobody_but_the_owner_can_read_the_catalog(sqlite_catalog: Catalog, sqlite_url: str) -> None:
    commit_letters(sqlite_catalog, 1, made_letter("secret"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in _file(sqlite_url).parent.iterdir()}
    assert modes["catalog.sqlite"] == modes["catalog.sqlite-wal"] == 0o600
    assert stat.S_IMODE(_file(sqlite_url).parent.stat().st_mode) == 0o700


def test_a_catalog_opened_again_holds_what_was_committed(catalog: Catalog, catalog_url: str) -> None:
    letter = made_letter("kept")
    commit_letters(catalog, 1, letter)
    catalog.close()

    again = open_catalog(catalog_url, create=True)
    with again.at(1) as reader:
        assert reader.document(letter.document.id) == letter.document
    again.close()


@pytest.mark.parametrize("version", ["0", "999"])
def test_a_catalog_of_another_schema_is_outdated_and_can_be_made_anew(
    catalog_url: str, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", version)
    made = open_catalog(catalog_url, create=True)
    commit_letters(made, 1, made_letter("old"))
    made.close()
    monkeypatch.undo()

    for create in (True, False):
        with pytest.raises(IndexOutdatedError, match=f"schema version {version}.*run `flori index`"):
            open_catalog(catalog_url, create=create)
    anew = recreate_catalog(catalog_url)
    with anew.at(1) as reader:
        assert reader.summary().documents == 0
    anew.close()


def test_a_file_that_is_no_database_is_damaged_and_can_be_made_anew(sqlite_url: str) -> None:
    _file(sqlite_url).parent.mkdir()
    _file(sqlite_url).write_bytes(b"this is no database, " * 400)

    with pytest.raises(IndexDamagedError, match="run `flori index --rebuild`"):
        open_catalog(sqlite_url)
    recreate_catalog(sqlite_url).close()
    open_catalog(sqlite_url).close()


def test_damaged_pages_are_reported_when_they_are_read(sqlite_catalog: Catalog, sqlite_url: str) -> None:
    letters = [made_letter(f"letter {number}", "words " * 300) for number in range(300)]
    commit_letters(sqlite_catalog, 1, *letters)
    sqlite_catalog.close()
    content = bytearray(_file(sqlite_url).read_bytes())
    half = len(content) // 2
    content[half:] = b"\xff" * (len(content) - half)
    _file(sqlite_url).write_bytes(content)

    damaged = open_catalog(sqlite_url)
    with pytest.raises(IndexDamagedError, match="run `flori index --rebuild`"), damaged.at(1) as reader:
        reader.passages([letter.passages[0][0].id for letter in letters])
    damaged.close()


def test_a_truncated_file_is_reported(sqlite_catalog: Catalog, sqlite_url: str) -> None:
    commit_letters(sqlite_catalog, 1, *(made_letter(f"letter {number}", "words " * 300) for number in range(300)))
    sqlite_catalog.close()
    content = _file(sqlite_url).read_bytes()
    _file(sqlite_url).write_bytes(content[: len(content) // 2])

    def read_everything() -> None:
        opened = open_catalog(sqlite_url)
        try:
            with opened.at(1) as reader:
                reader.summary()
                list(reader.passage_ids())
        finally:
            opened.close()

    with pytest.raises(IndexDamagedError, match="run `flori index --rebuild`"):
        read_everything()


def test_a_row_whose_bytes_make_no_sense_is_damage(catalog: Catalog) -> None:
    letter = made_letter("spoilt")
    commit_letters(catalog, 1, letter)
    with catalog._database.begin() as connection:
        connection.execute(update(source_texts).values(text_zlib=zlib.compress(b"words")[:-4] + b"xxxx"))
        connection.execute(update(documents).values(kind="no such kind"))

    with catalog.at(1) as reader:
        with pytest.raises(IndexDamagedError, match="cannot be read"):
            reader.source(letter.source.id)
        with pytest.raises(IndexDamagedError, match="no such kind"):
            reader.document(letter.document.id)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OperatorError, match="cannot be created"):
        open_catalog(f"sqlite:///{tmp_path / 'file' / 'index' / 'catalog.sqlite'}", create=True)


def test_a_catalog_address_that_is_no_url_says_what_one_looks_like() -> None:
    with pytest.raises(ConfigurationError, match="sqlite:///PATH"):
        open_catalog("index/catalog.sqlite")


def test_a_database_without_its_driver_is_unavailable() -> None:
    with pytest.raises(EngineUnavailableError, match="oracledb"):
        open_catalog("oracle+oracledb://nowhere/none")


def test_a_catalog_that_cannot_even_be_looked_at_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "index").symlink_to("index")
    with pytest.raises(OperatorError, match=r"index/catalog.sqlite cannot be looked at \(Too many levels"):
        open_catalog(f"sqlite:///{tmp_path}/index/catalog.sqlite")
