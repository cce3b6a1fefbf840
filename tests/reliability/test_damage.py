"""Files of an index that are not as they were written: told in plain words, found by `flori verify`, mended."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import pytest

from search.errors import IndexDamagedError
from tests.places import quick_folder
from tests.reliability.beside import answer_of
from tests.reliability.editions import write_edition
from tests.reliability.flipping import files_of, flip_bits, one_bit_flipped
from tests.reliability.indexes import EMBEDDED, Dossier, contents, dossier_in
from web.app import create_app

SEED = 1912
FLIPS = 25


@pytest.fixture(scope="module", params=EMBEDDED)
def indexed(request: pytest.FixtureRequest) -> Iterator[Dossier]:
    """An index of two commits, so that the engines have deletions too. Tests put back what they damage."""
    with quick_folder() as folder:
        dossier = dossier_in(folder, request.param)
        for edition in ("red", "blue"):
            write_edition(dossier, edition)
            dossier.index()
        yield dossier


@pytest.mark.uncounted
def test_verify_names_every_file_of_the_engine_that_is_cut_short_or_has_one_bit_flipped(indexed: Dossier) -> None:
    chance = random.Random(SEED)
    assert indexed.flori("verify").exit_code == 0
    for path in files_of(indexed):
        content = path.read_bytes()
        for damaged in (content[: len(content) // 2], one_bit_flipped(content, chance)):
            path.write_bytes(damaged)
            told = indexed.flori("verify")
            assert told.exit_code == 1, path
            assert path.parent.name in told.stderr, path
            assert "--rebuild" in told.stderr, path
        path.write_bytes(content)
    assert indexed.flori("verify").exit_code == 0


def test_a_search_over_files_cut_short_is_right_or_says_that_the_index_is_damaged(indexed: Dossier) -> None:
    right = answer_of(indexed)
    told = 0
    for path in files_of(indexed):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        try:
            found = answer_of(indexed)
        except IndexDamagedError:
            told += 1
        else:
            assert found == right, path
        path.write_bytes(content)
    assert told > 0


def damage_the_engine(index: Path) -> None:
    for path in index.glob("engine/build-*/*"):
        path.write_bytes(path.read_bytes()[:20])


def damage_the_catalog(index: Path) -> None:
    catalog = index / "catalog.sqlite"
    content = catalog.read_bytes()
    catalog.write_bytes(content[:5000] + b"\xff" * 5000 + content[10_000:])


@pytest.mark.parametrize("damage", [damage_the_engine, damage_the_catalog])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_rebuild_mends_what_is_damaged_and_the_sources_stay_as_they_are(
    tmp_path: Path, engine: str, damage: Callable[[Path], None]
) -> None:
    dossier = dossier_in(tmp_path, engine)
    write_edition(dossier, "red")
    dossier.index()
    before, sources = contents(dossier.settings), checksums(dossier.corpus)
    damage(dossier.settings.index)
    for command in (("index",), ("search", "ferry")):
        told = dossier.flori(*command)
        assert told.exit_code == 2, told.output
        assert "--rebuild" in told.stderr
        assert "Traceback" not in told.output
    assert dossier.flori("index", "--rebuild").exit_code == 0
    assert contents(dossier.settings) == before
    assert dossier.flori("verify").exit_code == 0
    assert checksums(dossier.corpus) == sources


@pytest.mark.parametrize("damage", [damage_the_engine, damage_the_catalog])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_requests_over_a_damaged_index_are_answered_with_503_and_what_to_do(
    tmp_path: Path, engine: str, damage: Callable[[Path], None]
) -> None:
    dossier = dossier_in(tmp_path, engine)
    write_edition(dossier, "red")
    dossier.index()
    damage(dossier.settings.index)
    client = create_app(dossier.settings).test_client()
    for address in ("/?q=ferry", "/api/v1/search?q=ferry", "/embed?q=ferry"):
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE, address
        assert "--rebuild" in answer.text, address
        assert "Traceback" not in answer.text


def test_a_description_of_the_tables_that_is_no_text_any_more_is_damage_as_any_other(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    catalog = dossier.settings.index / "catalog.sqlite"
    catalog.write_bytes(catalog.read_bytes().replace(b"CREATE TABLE", b"CREATE \xc5ABLE"))
    for command, code in ((("search", "ferry"), 2), (("verify",), 1), (("index",), 2)):
        told = dossier.flori(*command)
        assert told.exit_code == code, told.output
        assert "is damaged" in told.stderr
    assert dossier.flori("index", "--rebuild").exit_code == 0
    assert dossier.flori("verify").exit_code == 0


def test_verify_names_a_row_of_the_catalog_that_is_not_as_it_was_written(tmp_path: Path) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    with closing(sqlite3.connect(dossier.settings.index / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE documents SET title = 'Another'")
    told = dossier.flori("verify")
    assert told.exit_code == 1
    assert "in documents is not as it was written" in told.stderr


@pytest.mark.parametrize(
    "damage",
    [
        "documents SET title = x'ff'",
        "documents SET date = '201x'",
        "passages SET start = x'ff'",
    ],
)
def test_a_value_of_another_type_in_the_catalog_is_damage_and_no_defect(tmp_path: Path, damage: str) -> None:
    dossier = dossier_in(tmp_path)
    dossier.write("1.txt", "The ferry sails.")
    dossier.index()
    with closing(sqlite3.connect(dossier.settings.index / "catalog.sqlite")) as catalog, catalog:
        catalog.execute(f"UPDATE {damage}")
    told = dossier.flori("search", "ferry")
    assert told.exit_code == 2, told.output
    assert "holds a row that cannot be read" in told.stderr
    assert "flori verify" in told.stderr
    assert "--rebuild" in create_app(dossier.settings).test_client().get("/?q=ferry").text


@pytest.mark.uncounted
def test_every_flipped_bit_is_noticed_by_verify_or_changes_nothing(indexed: Dossier) -> None:
    flips = flip_bits(indexed, in_each_file=1, in_the_catalog=FLIPS, seed=SEED)
    assert flips.missed == []
    assert flips.noticed > flips.files


def checksums(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-1])])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_server_is_not_ready_while_a_file_is_gone_or_cut_short_and_is_when_that_is_mended(
    tmp_path: Path, engine: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    dossier = dossier_in(tmp_path, engine)
    write_edition(dossier, "red")
    dossier.index()
    client = create_app(dossier.settings).test_client()
    assert client.get("/readyz").status_code == HTTPStatus.OK
    files = [path for path in files_of(dossier) if path.parent.name.startswith("build-") and path.suffix != ".json"]
    largest = max(files, key=lambda path: path.stat().st_size)
    damage(largest)
    told = client.get("/readyz")
    assert told.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "--rebuild" in told.get_json()["detail"]
    assert largest.name in caplog.text
    assert f'flori_index_ready{{engine="{engine}"}} 0.0' in client.get("/metrics").text
    dossier.index(rebuild=True)
    assert client.get("/readyz").status_code == HTTPStatus.OK


def test_a_search_that_meets_damage_ends_readiness_until_the_next_state(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dossier = dossier_in(tmp_path)
    write_edition(dossier, "red")
    dossier.index()
    with closing(sqlite3.connect(dossier.settings.index / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE passages SET text = CAST(x'ff' AS TEXT)")  # found by whoever reads them, and by no size
    client = create_app(dossier.settings).test_client()
    assert client.get("/readyz").status_code == HTTPStatus.OK
    assert client.get("/api/v1/search?q=ferry").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "No answer could be given" in caplog.text
    assert client.get("/readyz").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert 'flori_index_ready{engine="whoosh"} 0.0' in client.get("/metrics").text
    dossier.index(rebuild=True)
    assert client.get("/api/v1/search?q=ferry").status_code == HTTPStatus.OK
    assert client.get("/readyz").status_code == HTTPStatus.OK
