"""An index put back from a backup: whole or not at all, never under a run, and seen by a server that goes on."""

from __future__ import annotations

import dataclasses
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.run.lock import writer_lock
from indexer.upkeep import restoring
from indexer.upkeep.backup import back_up
from indexer.upkeep.restoring import restore
from search.errors import IndexLockedError, OperatorError
from tests.reliability.editions import write_edition
from tests.reliability.indexes import EMBEDDED, Contents, Dossier, contents, dossier_in, faults
from tests.reliability.killing import FORK, is_killed_after, kill_oneself
from web.app import create_app

KILLS = 4


@dataclasses.dataclass(frozen=True)
class Kept:
    """A dossier whose index is of the blue edition, and a backup of the red one. `red`, `blue`: what they hold."""

    dossier: Dossier
    backup: Path
    red: Contents
    blue: Contents


def kept_in(folder: Path, engine: str) -> Kept:
    dossier, backup = dossier_in(folder, engine), folder / "backup"
    write_edition(dossier, "red")
    dossier.index()
    red = contents(dossier.settings)
    back_up(dossier.settings, backup)
    write_edition(dossier, "blue")
    dossier.index()
    return Kept(dossier, backup, red, contents(dossier.settings))


@pytest.fixture(params=EMBEDDED)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return kept_in(tmp_path, request.param)


@pytest.fixture
def with_whoosh(tmp_path: Path) -> Kept:
    return kept_in(tmp_path, "whoosh")


def damage_nothing(index: Path) -> None:
    pass


def damage_everything(index: Path) -> None:
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")


def remove(index: Path) -> None:
    shutil.rmtree(index)


@pytest.mark.parametrize("damage", [damage_nothing, damage_everything, remove])
def test_a_restored_index_holds_what_the_backup_does_and_can_be_brought_up_to_date(
    kept: Kept, damage: Callable[[Path], None]
) -> None:
    settings = kept.dossier.settings
    damage(settings.index)
    told = kept.dossier.flori("restore", str(kept.backup))
    assert told.exit_code == 0, told.output
    assert f"{settings.index}: generation 1 with" in told.stdout
    assert contents(settings) == kept.red
    assert faults(settings) == ()
    assert settings.index.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in settings.index.parent.iterdir()) == ["backup", "corpus", "index"]
    kept.dossier.index()
    assert contents(settings) == kept.blue
    restore(settings, kept.backup)  # the backup is as it was
    assert contents(settings) == kept.red


def test_a_damaged_backup_replaces_nothing(kept: Kept) -> None:
    damaged = max(kept.backup.glob("engine/build-*/*"), key=lambda path: path.stat().st_size)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    told = kept.dossier.flori("restore", str(kept.backup))
    assert told.exit_code == 2
    assert "Nothing was replaced: the backup" in told.stderr
    assert damaged.name in told.stderr
    assert contents(kept.dossier.settings) == kept.blue
    assert sorted(path.name for path in kept.backup.parent.iterdir()) == ["backup", "corpus", "index"]


def test_nothing_is_restored_while_a_run_goes_on(with_whoosh: Kept) -> None:
    settings = with_whoosh.dossier.settings
    with writer_lock(settings.index), pytest.raises(IndexLockedError, match="is being written to by process"):
        restore(settings, with_whoosh.backup)
    assert contents(settings) == with_whoosh.blue


def test_what_is_no_backup_of_this_engine_replaces_nothing(with_whoosh: Kept, tmp_path: Path) -> None:
    settings = with_whoosh.dossier.settings
    for folder in (tmp_path / "nothing", settings.index, with_whoosh.dossier.corpus):
        with pytest.raises(OperatorError, match="flori backup"):
            restore(settings, folder)
    with pytest.raises(OperatorError, match="holds no index of the engine tantivy"):
        restore(dataclasses.replace(settings, engine="tantivy"), with_whoosh.backup)
    assert contents(settings) == with_whoosh.blue


@pytest.mark.parametrize(
    ("elsewhere", "told"),
    [({"engine": "opensearch"}, "snapshot"), ({"catalog_url": "sqlite:///elsewhere.sqlite"}, "catalog.sqlite")],
)
def test_where_the_index_is_not_all_in_its_folder_it_is_said_what_to_do(
    with_whoosh: Kept, elsewhere: dict[str, str], told: str
) -> None:
    settings = dataclasses.replace(with_whoosh.dossier.settings, **elsewhere)  # type: ignore[arg-type]
    with pytest.raises(OperatorError, match=told):
        restore(settings, with_whoosh.backup)
    assert contents(with_whoosh.dossier.settings) == with_whoosh.blue


@pytest.mark.parametrize(
    ("step", "left"),
    [("os.sync", "blue"), ("exchange", "blue"), ("shutil.rmtree", "red")],
    ids=["before", "at", "after"],
)
def test_killed_around_the_exchange_a_restore_leaves_the_old_index_or_the_new(
    with_whoosh: Kept, step: str, left: str
) -> None:
    settings = with_whoosh.dossier.settings

    def run() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"{restoring.__name__}.{step}", lambda *_all, **_named: kill_oneself())
            restore(settings, with_whoosh.backup)

    process = FORK.Process(target=run)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert contents(settings) == getattr(with_whoosh, left)
    assert faults(settings) == ()
    restore(settings, with_whoosh.backup)  # nor does what it left behind stand in the way
    assert contents(settings) == with_whoosh.red
    assert not settings.index.with_name("index.restoring").exists()


def test_killed_at_any_moment_a_restore_leaves_the_old_index_or_the_new(kept: Kept) -> None:
    settings = kept.dossier.settings
    started_s = time.monotonic()
    restore(settings, kept.backup)
    took_s = time.monotonic() - started_s
    for kill in range(KILLS):
        before = contents(settings)
        is_killed_after(lambda: restore(settings, kept.backup), took_s * kill / KILLS)
        assert contents(settings) in (before, kept.red)
        assert faults(settings) == ()
        kept.dossier.index()
        assert contents(settings) == kept.blue


def test_a_server_that_goes_on_answers_from_the_restored_index(kept: Kept) -> None:
    client = create_app(kept.dossier.settings).test_client()

    def sources() -> set[str]:
        found = client.get("/api/v1/search?q=ferry&size=100").get_json()
        return {value["value"] for one in found["facets"] if one["field"] == "source" for value in one["values"]}

    assert "only in blue.txt" in sources()
    restore(kept.dossier.settings, kept.backup)
    assert "only in red.txt" in sources()
    assert client.get("/readyz").get_json()["generation"] == 1
    kept.dossier.index()
    assert "only in blue.txt" in sources()
    restore(kept.dossier.settings, kept.backup)
    assert client.get("/readyz").get_json()["generation"] == 1


def test_a_server_goes_on_from_the_old_state_while_a_damaged_catalog_is_made_anew(with_whoosh: Kept) -> None:
    settings = with_whoosh.dossier.settings
    client = create_app(settings).test_client()
    before = client.get("/api/v1/search?q=ferry").get_json()
    (settings.index / "catalog.sqlite").unlink()  # what a rebuild does first

    def found() -> object:
        return {**client.get("/api/v1/search?q=ferry").get_json(), "took_ms": before["took_ms"]}

    assert found() == before
    (settings.index / "catalog.sqlite").touch()
    assert found() == before
    (settings.index / "catalog.sqlite").unlink()
    write_edition(with_whoosh.dossier, "red")
    with_whoosh.dossier.index(rebuild=True)
    after = client.get("/api/v1/search?q=ferry&size=100")
    assert after.status_code == 200
    assert "only in red.txt" in after.text
