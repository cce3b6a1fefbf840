"""What can be configured: one flat set of keys, from `florilegium.toml` and the environment, checked at start.

A key is set in the file (`engine = "whoosh"`) or by the environment variable `FLORI_` + the key in capitals
(`FLORI_ENGINE`), which wins. A new key is one field of `Settings`; its metadata says what it is for and allows.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from urllib.parse import quote

from search.errors import ConfigurationError

FILE_NAME = "florilegium.toml"
ENGINES = ("whoosh", "tantivy", "opensearch")
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _key(
    default: Any,
    about: str,
    *,
    choices: tuple[str, ...] = (),
    least: float | None = None,
    most: float | None = None,
    secret: bool = False,
) -> Any:
    metadata = {"about": about, "choices": choices, "least": least, "most": most, "secret": secret}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Paths in the file are relative to the file's folder, others to the working folder."""

    corpus: tuple[Path, ...] = _key((Path("corpus"),), "folders that `flori index` reads where none was named")
    index: Path = _key(Path(".flori/index"), "folder that holds the catalog and the engine's files")
    engine: str = _key("whoosh", "the search engine", choices=ENGINES)
    catalog_url: str = _key("", "SQLAlchemy URL of the catalog; empty: SQLite in the index folder", secret=True)
    opensearch_url: tuple[str, ...] = _key(("http://127.0.0.1:9200",), "addresses of the OpenSearch cluster's nodes")
    opensearch_index: str = _key("florilegium", "what the names of its OpenSearch indexes start with")
    opensearch_user: str = _key("", "name to log in to OpenSearch with; empty: without logging in")
    opensearch_password: str = _key("", "password to log in to OpenSearch with", secret=True)
    opensearch_ca_file: str = _key("", "file of certificates that OpenSearch's is checked with; empty: the system's")
    opensearch_shards: int = _key(1, "shards of a new OpenSearch index", least=1, most=1024)
    opensearch_replicas: int = _key(1, "further copies of each shard of a new OpenSearch index", least=0, most=10)
    opensearch_timeout_s: float = _key(30.0, "seconds that OpenSearch has for an answer", least=0.1, most=3600)
    language: str = _key("english", "the language whose stemming rules are used, as Snowball names it")
    title: str = _key("Florilegium", "the name that the pages carry")
    ui_language: str = _key("auto", "the pages' language; auto: as the browser prefers", choices=("auto", "en", "de"))
    max_query_chars: int = _key(2_000, "characters of a query", least=1, most=100_000)
    max_query_words: int = _key(250, "words, phrases and dates of a query", least=1, most=10_000)
    max_query_patterns: int = _key(20, "words of a query that have *, ? or ~", least=0, most=1_000)
    max_pattern_words: int = _key(2_000, "words that one of those may stand for", least=1, most=1_000_000)
    max_filter_values: int = _key(200, "facet values and dates that one search may be filtered by", least=1)
    max_search_s: float = _key(10.0, "seconds that an engine may work on one search", least=0.1, most=3600)
    host: str = _key("127.0.0.1", "address that `flori serve` listens on")
    port: int = _key(8000, "port that `flori serve` listens on", least=0, most=65535)
    max_file_mb: int = _key(64, "megabytes of a file that is read as a whole; a larger one is left out", least=1)
    max_members: int = _key(10_000, "files that are unpacked of one archive or message", least=1)
    max_unpacked_mb: int = _key(1024, "megabytes that are unpacked of one archive or message", least=1)
    max_read_s: float = _key(120.0, "seconds that one source may take to be read", least=0.1, most=86_400)
    max_fetch_mb: int = _key(64, "megabytes that `flori add` fetches of one page or file", least=1)
    max_fetch_s: float = _key(60.0, "seconds that fetching one page may take", least=0.1, most=86_400)
    fetch_private: bool = _key(False, "whether `flori add` may fetch from this machine and private networks")
    base_url: str = _key("", "public address of the site, for links from elsewhere; empty: as each request names it")
    api_origins: tuple[str, ...] = _key((), "origins whose pages may read the API (https://example.org), or *")
    frame_ancestors: tuple[str, ...] = _key((), "origins whose pages may frame /embed (https://example.org), or *")
    robots: str = _key("allow", "what robots.txt asks of search engines", choices=("allow", "disallow"))
    cache_mb: int = _key(32, "megabytes of answers of the engine kept by each process; 0: none", least=0, most=4096)
    workers: int = _key(1, "server processes", least=1, most=64)
    threads: int = _key(8, "requests at work at once in each server process", least=1, most=256)
    max_waiting: int = _key(32, "further requests that wait in each server process; more get 503", least=0, most=1000)
    max_wait_s: float = _key(10.0, "seconds that a request waits before it gets 503", least=0.1, most=600)
    trusted_hops: int = _key(0, "proxies in front whose X-Forwarded-… headers are believed", least=0, most=10)
    rate_limit: tuple[str, ...] = _key((), "requests that a client address may make: 120/minute")
    auth_users: tuple[str, ...] = _key((), "who may log in with a password: name:hash, from `flori hash`", secret=True)
    auth_tokens: tuple[str, ...] = _key((), "programs that may read: name:hash, from `flori hash --token`", secret=True)
    auth_header: str = _key("", "header in which a proxy names who has logged in (X-Forwarded-User); empty: none")
    auth_proxies: tuple[str, ...] = _key(("127.0.0.1", "::1"), "addresses that auth_header is believed from")
    log_format: str = _key("plain", "how the server writes its log", choices=("plain", "json"))

    @property
    def catalog_address(self) -> str:
        """SQLAlchemy URL of the catalog; characters that mean something in a URL are written as it wants them."""
        return self.catalog_url or f"sqlite:///{quote(str(self.index / 'catalog.sqlite'))}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a key's value comes from: `default`, the file's path, or the environment variable's name."""

    key: str
    value: str
    origin: str
    about: str


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises ConfigurationError naming the key, its value and what is allowed.

    The file is the one `FLORI_CONFIG` names, else `florilegium.toml` in the working folder if there is one.
    """
    settings, _ = load_settings_with_origins(environment)
    return settings


def load_settings_with_origins(environment: Mapping[str, str] = os.environ) -> tuple[Settings, tuple[Origin, ...]]:
    """The settings in force and, for each key in the order of `Settings`, where its value comes from."""
    path, table = _read_file(environment)
    kinds = get_type_hints(Settings)
    values: dict[str, Any] = {}
    origins: list[Origin] = []
    for key in dataclasses.fields(Settings):
        variable = f"FLORI_{key.name.upper()}"
        if environment.get(variable):
            origin = variable
            values[key.name] = _checked(key, variable, _from_text(kinds[key.name], variable, environment[variable]))
        elif key.name in table:
            origin = str(path)
            value = _from_toml(kinds[key.name], key.name, table[key.name], path.parent if path else Path())
            values[key.name] = _checked(key, key.name, value)
        else:
            origin = "default"
        shown = values.get(key.name, key.default)
        origins.append(Origin(key.name, _shown(key, shown), origin, key.metadata["about"]))
    return Settings(**values), tuple(origins)


def _read_file(environment: Mapping[str, str]) -> tuple[Path | None, dict[str, Any]]:
    named = environment.get("FLORI_CONFIG")
    path = Path(named or FILE_NAME)
    if not path.is_file():
        if named:
            raise ConfigurationError(f"FLORI_CONFIG names {named!r}, and there is no such file.")
        return None, {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read as TOML: {error}.") from error
    known = {key.name for key in dataclasses.fields(Settings)}
    for name in table:
        if name not in known:
            raise ConfigurationError(f"{path}: there is no setting {name!r}. There are: {', '.join(sorted(known))}.")
    return path.resolve(), table


def _from_text(kind: Any, name: str, text: str) -> Any:
    """A value of `kind` from an environment variable: lists are joined as PATH is (paths) or by commas (words)."""
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        parts = text.split(os.pathsep if item is Path else ",")
        return tuple(item(part.strip()) for part in parts if part.strip())
    if kind is bool:
        if text.lower() in _TRUE + _FALSE:
            return text.lower() in _TRUE
        raise ConfigurationError(f"{name} is {text!r}; it must be true or false.")
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            raise ConfigurationError(f"{name} is {text!r}; it must be a number.") from None
    return kind(text)


def _from_toml(kind: Any, name: str, value: Any, folder: Path) -> Any:
    """A value of `kind` from a TOML value; paths are taken from the file's folder."""
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise ConfigurationError(f"{name} is {value!r}; it must be a list of strings.")
        return tuple(_from_toml(item, name, part, folder) for part in parts)
    if kind is Path and isinstance(value, str):
        return folder / value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ConfigurationError(f"{name} is {value!r}; it must be a {_NAMES[kind]}.")
    return value


_NAMES: Mapping[Callable[..., object] | types.GenericAlias, str] = {
    str: "string",
    Path: "path as a string",
    int: "whole number",
    float: "number",
    bool: "true or false",
}


def _checked(key: dataclasses.Field[Any], name: str, value: Any) -> Any:
    choices, least, most = (key.metadata[rule] for rule in ("choices", "least", "most"))
    if choices and value not in choices:
        raise ConfigurationError(f"{name} is {value!r}; it must be one of: {', '.join(choices)}.")
    if (least is not None and value < least) or (most is not None and value > most):
        raise ConfigurationError(f"{name} is {value!r}; it must lie between {least} and {most}.")
    return value


def _shown(key: dataclasses.Field[Any], value: Any) -> str:
    if key.metadata["secret"] and value:
        return "(set, not shown)"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return str(value)
