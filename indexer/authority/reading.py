"""`authority.toml` at the root of a corpus folder: read, and checked down to every key and spelling."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexer.authority.applying import Authority, Entry, spelling_key
from search.errors import ConfigurationError

FILE_NAME = "authority.toml"
KINDS = ("person", "body")
_KEYS = ("name", "spellings")


def read_authorities(roots: Iterable[Path]) -> dict[str, Authority]:
    """What the files of the roots say, by root; nothing for a root without one.

    Raises ConfigurationError naming the file, the entry, the value and what to do.
    """
    return {root: parse_authority(file.read_bytes(), str(file)) for root, file in _files(roots).items()}


def digests(roots: Iterable[Path]) -> dict[str, str]:
    """What tells whether any of the files has changed: by root, the SHA-256 of its file; nothing for one without."""
    return {root: hashlib.sha256(file.read_bytes()).hexdigest() for root, file in _files(roots).items()}


def parse_authority(content: bytes, place: str) -> Authority:
    """What a file says. `place`: what messages call it. Raises ConfigurationError as `read_authorities` does."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{place} cannot be read as TOML: {error}. Nothing was changed.") from error
    for key in table:
        if key not in KINDS:
            raise ConfigurationError(f"{place} has {key!r}; write [[person]] or [[body]]. Nothing was changed.")
    entries: dict[str, Entry] = {}
    for kind in KINDS:
        for number, written in enumerate(_tables(table.get(kind, []), kind, place), start=1):
            entry = _entry(kind, number, written, place)
            for spelling in (entry.name, *entry.spellings):
                other = entries.setdefault(spelling_key(spelling), entry)
                if other is not entry:
                    raise ConfigurationError(
                        f"{place}: the spelling {spelling!r} stands under {other.name!r} and under {entry.name!r}; "
                        "take it out of one of them. Nothing was changed."
                    )
    return Authority(entries)


def _files(roots: Iterable[Path]) -> dict[str, Path]:
    """By root, its file; nothing for a root without one."""
    return {str(root): root / FILE_NAME for root in roots if (root / FILE_NAME).is_file()}


def _tables(value: Any, kind: str, place: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ConfigurationError(f"{place}: write [[{kind}]], in two brackets, before each entry. Nothing was changed.")
    return value


def _entry(kind: str, number: int, written: Mapping[str, Any], place: str) -> Entry:
    called = f"{place}: [[{kind}]] number {number}"
    for key in written:
        if key not in _KEYS:
            raise ConfigurationError(f"{called} has the key {key!r}; use name and spellings. Nothing was changed.")
    name, spellings = written.get("name"), written.get("spellings", [])
    if not _is_name(name):
        raise ConfigurationError(f'{called} has the name {name!r}; write name = "…". Nothing was changed.')
    if not isinstance(spellings, list) or not all(map(_is_name, spellings)):
        raise ConfigurationError(
            f'{called} ({name!r}) has the spellings {spellings!r}; write a list of names, ["…", "…"]. '
            "Nothing was changed."
        )
    others = dict.fromkeys(" ".join(spelling.split()) for spelling in spellings)
    preferred = " ".join(str(name).split())
    return Entry(kind, preferred, tuple(one for one in others if one != preferred))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
