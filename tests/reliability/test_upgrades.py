"""An index that an older version wrote: told in plain words, served until it is replaced, rebuilt by the next run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.run import stores
from tests.reliability.beside import answer_of, searching
from tests.reliability.editions import write_edition
from tests.reliability.indexes import EMBEDDED, contents, dossier_in, faults


def of_an_older_catalog(index: Path) -> None:
    with closing(sqlite3.connect(index / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE meta SET value = '1' WHERE name = 'schema version'")


def of_an_older_engine(index: Path) -> None:
    (made_with,) = index.glob("engine/build-*/made-with.json")
    made_with.write_text(json.dumps(json.loads(made_with.read_text(encoding="utf-8")) | {"layout": 0}))


@pytest.mark.parametrize("make_older", [of_an_older_catalog, of_an_older_engine])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_an_index_of_an_older_version_says_so_and_the_next_run_rebuilds_it(
    tmp_path: Path, engine: str, make_older: Callable[[Path], None]
) -> None:
    dossier = dossier_in(tmp_path, engine)
    write_edition(dossier, "red")
    dossier.index()
    before = contents(dossier.settings)
    make_older(dossier.settings.index)

    told = dossier.flori("search", "ferry")
    assert told.exit_code == 2
    assert "run `flori index`" in told.stderr

    rebuilt = dossier.flori("index")
    assert rebuilt.exit_code == 0
    assert "Everything was read again" in rebuilt.stderr
    assert contents(dossier.settings) == before
    assert faults(dossier.settings) == ()
    assert dossier.flori("verify").exit_code == 0


@pytest.mark.parametrize("engine", EMBEDDED)
def test_an_index_whose_texts_were_cut_otherwise_is_served_until_the_rebuild_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    dossier = dossier_in(tmp_path, engine)
    write_edition(dossier, "red")
    with monkeypatch.context() as patch:
        patch.setattr(stores, "SEGMENTATION_VERSION", 0)
        dossier.index()
    old = answer_of(dossier)
    with searching(dossier, [old]) as beside:
        summary = dossier.index()
    assert any("segmentation 0" in note for note in summary.notes)
    assert beside.wrong == []
    assert faults(dossier.settings) == ()
