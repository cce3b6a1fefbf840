"""`flori config`: what is in force, from where, and nothing that is secret."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main
from search.accounts import token_account
from search.settings import Settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration file in the working folder, and a variable that wins over it."""
    path = tmp_path / "florilegium.toml"
    account = token_account("reports", "a token")
    path.write_text(f'title = "The [weir]"\nport = 9000\nauth_tokens = ["{account}"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FLORI_PORT", "7000")
    monkeypatch.setenv("FLORI_OPENSEARCH_PASSWORD", "hush-hush")
    monkeypatch.setenv("COLUMNS", "400")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["config", *arguments])


def test_each_setting_is_shown_with_where_it_comes_from(config: Path) -> None:
    shown = {one["key"]: (one["value"], one["from"]) for one in json.loads(run("--format", "json").stdout)}
    assert list(shown) == [key.name for key in dataclasses.fields(Settings)]
    assert shown["port"] == ("7000", "FLORI_PORT")
    assert shown["title"] == ("The [weir]", str(config))
    assert shown["engine"] == ("whoosh", "default")


@pytest.mark.parametrize("output_format", ["table", "json"])
def test_no_secret_is_shown(config: Path, output_format: str) -> None:
    shown = run("--format", output_format).output
    assert "The [weir]" in shown
    assert "(set, not shown)" in shown
    assert "hush-hush" not in shown
    assert "sha256" not in shown


@pytest.mark.usefixtures("config")
def test_a_wrong_setting_is_named_with_its_value_and_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLORI_LOG_FORMAT", "xml")
    told = run()
    assert told.exit_code == 2
    assert "FLORI_LOG_FORMAT is 'xml'; it must be one of: plain, json" in told.stderr
