"""`flori add` as it is run: pages and files come into the corpus, and every document says where it came from."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from tests.unit.indexer.collecting.site import serving


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FLORI_FETCH_PRIVATE", "true")
    return tmp_path


def flori(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_a_page_that_was_added_is_indexed_with_its_address_and_the_time(home: Path) -> None:
    with serving() as port:
        url = f"http://127.0.0.1:{port}/ferry.html"
        added = flori("add", url)
    assert (added.exit_code, added.stdout) == (0, "corpus/127.0.0.1-ferry.html\n")
    assert f"Fetching {url}" in added.stderr
    assert flori("index", "--workers", "1").exit_code == 0
    (source,) = json.loads(flori("inspect", "corpus/127.0.0.1-ferry.html", "--format", "json").stdout)
    assert source["url"] == url
    assert source["retrieved"].startswith("20")
    assert json.loads(flori("search", "ferry", "--format", "json").stdout)["total"]["passages"] == 1


def test_nothing_of_this_machine_is_fetched_where_that_is_not_allowed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLORI_FETCH_PRIVATE")
    with serving() as port:
        refused = flori("add", f"http://127.0.0.1:{port}/")
    assert refused.exit_code == 2
    assert "Not added: http://127.0.0.1:" in refused.stderr
    assert "fetch_private" in refused.stderr
    assert list((home / "corpus").iterdir()) == []


def test_some_that_fail_are_named_with_exit_code_1_and_the_rest_is_added(home: Path) -> None:
    (home / "letter.txt").write_text("Dear Ada,", encoding="utf-8")
    result = flori("add", "letter.txt", "missing.txt", "--to", "corpus/letters", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "added": [{"given": str(home / "letter.txt"), "path": "corpus/letters/letter.txt", "was_there": False}],
        "failures": [{"given": "missing.txt", "reason": "there is no such file or folder"}],
    }
    assert "was there already" in flori("add", "letter.txt", "--to", "corpus/letters").stderr


def test_without_a_corpus_folder_nothing_is_done(home: Path) -> None:
    (home / "corpus").rmdir()
    result = flori("add", "letter.txt")
    assert result.exit_code == 2
    assert "There is no corpus folder corpus; make it, or name another with --to FOLDER." in result.stderr


def test_a_folder_outside_of_the_corpus_is_used_with_a_word_on_how_to_index_it(home: Path) -> None:
    (home / "letter.txt").write_text("Dear Ada,", encoding="utf-8")
    result = flori("add", "letter.txt", "--to", "elsewhere")
    assert result.exit_code == 0
    assert "index it with `flori index elsewhere`" in result.stderr


def test_a_fetch_that_is_killed_leaves_nothing(home: Path) -> None:
    with serving() as port:
        process = subprocess.Popen(
            [sys.executable, "-c", "from indexer.cli import main; main()", "add", f"http://127.0.0.1:{port}/slow"],
            cwd=home,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        assert b"Fetching" in process.stderr.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
    assert list((home / "corpus").iterdir()) == []
