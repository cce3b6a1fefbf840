"""Settings: where values come from, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import ConfigurationError
from search.settings import Settings, load_settings, load_settings_with_origins


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "florilegium.toml"
    path.write_text('corpus = ["letters", "/srv/posts"]\nport = 9000\ntitle = "The weir"\n', encoding="utf-8")
    return path


def test_without_file_or_environment_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({}) == Settings()


def test_the_file_is_found_in_the_working_folder(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(config.parent)
    assert load_settings({}).port == 9000


def test_paths_in_the_file_start_from_its_folder(config: Path) -> None:
    settings = load_settings({"FLORI_CONFIG": str(config)})
    assert settings.corpus == (config.parent / "letters", Path("/srv/posts"))


def test_the_environment_wins_over_the_file(config: Path) -> None:
    settings = load_settings({"FLORI_CONFIG": str(config), "FLORI_PORT": "7000"})
    assert settings.port == 7000
    assert settings.title == "The weir"


def test_each_value_says_where_it_comes_from(config: Path) -> None:
    _, origins = load_settings_with_origins({"FLORI_CONFIG": str(config), "FLORI_PORT": "7000"})
    found = {origin.key: origin.origin for origin in origins}
    assert found["port"] == "FLORI_PORT"
    assert found["title"] == str(config)
    assert found["engine"] == "default"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("port = 70000", "port is 70000; it must lie between 0 and 65535"),
        ('port = "80"', "port is '80'; it must be a whole number"),
        ('engine = "lucene"', "engine is 'lucene'; it must be one of: whoosh"),
        ("corpus = 3", "corpus is 3; it must be a list of strings"),
        ("colour = 1", "there is no setting 'colour'"),
        ("port = ", "cannot be read as TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value_and_what_is_allowed(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "florilegium.toml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_settings({"FLORI_CONFIG": str(path)})
    assert told in str(caught.value)


def test_a_wrong_environment_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="FLORI_PORT is 'http'; it must be a number"):
        load_settings({"FLORI_PORT": "http"})


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such file"):
        load_settings({"FLORI_CONFIG": str(tmp_path / "absent.toml")})
