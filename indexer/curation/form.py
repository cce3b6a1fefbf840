"""The form of a correction: the tables and keys of `NAME.flori.toml`, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.curation.errors import CorrectionError
from indexer.curation.values import (
    DOCUMENT_FIELDS,
    Values,
    check_keys,
    document_values,
    moment,
    occurrence,
    text,
    web_address,
    words,
    yes_or_no,
)

_SOURCE, _EVERY, _DOCUMENT = "source", "every_document", "document"
SOURCE_KEYS = ("title", "url", "retrieved", "only_listed")
PLACE_KEYS = ("starts", "starts_occurrence", "ends", "ends_occurrence", "quoted_in", "reply_to", "drop")


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One `[[document]]`: which document it is about, and what is set of it.

    `starts`: its first words. `ends`: its last words; with them it reaches from the ones to the others, whatever was
    found. The occurrences count from 1: `starts` in the source, `ends` from there on; None where there is only one.
    `quoted_in`, `reply_to`: the first words of the other document, or empty for none. `drop`: it is no document.
    """

    starts: str
    starts_occurrence: int | None = None
    ends: str | None = None
    ends_occurrence: int | None = None
    values: Values = field(default_factory=dict)
    quoted_in: str | None = None
    reply_to: str | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """All that a correction file says. None where it says nothing; an empty text says that there is none.

    `only_listed`: what is not listed in `documents` is no document. `every_document`: for all documents that are
    not quoted in another; what an entry of `documents` sets goes before it.
    """

    source: Mapping[str, str | None] = field(default_factory=dict)
    only_listed: bool = False
    every_document: Values = field(default_factory=dict)
    documents: tuple[DocumentEntry, ...] = ()

    def says_nothing(self) -> bool:
        """Whether it leaves everything as it was found."""
        return not (self.source or self.only_listed or self.every_document or self.documents)

    def check_about_many(self) -> None:
        """Raises CorrectionError unless all it says can be true of each source of a bulk file or an archive."""
        if self.documents or self.only_listed or "title" in self.source:
            raise CorrectionError(
                "the file holds many sources, and of them only url and retrieved in [source], and [every_document], "
                "can be set; correct the records in the file itself, or unpack it into the corpus"
            )


def parse_correction(content: bytes) -> Correction:
    """What a correction file says. Raises CorrectionError, naming the place in it."""
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorrectionError(f"it cannot be read as TOML: {error}") from error
    check_keys("it", tables, (_SOURCE, _EVERY, _DOCUMENT))
    source = _table(tables, _SOURCE)
    check_keys(f"[{_SOURCE}]", source, SOURCE_KEYS)
    every = _table(tables, _EVERY)
    check_keys(f"[{_EVERY}]", every, DOCUMENT_FIELDS)
    return Correction(
        source=_source_values(source),
        only_listed=yes_or_no(f"[{_SOURCE}] only_listed", source.get("only_listed", False)),
        every_document=document_values(f"[{_EVERY}]", every),
        documents=tuple(_entries(tables.get(_DOCUMENT, []))),
    )


def _table(tables: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise CorrectionError(f"{name} must be a table, with [{name}] on a line of its own above its keys")
    return table


def _source_values(table: Mapping[str, object]) -> Mapping[str, str | None]:
    checks = {"title": text, "url": web_address, "retrieved": moment}
    return {key: check(f"[{_SOURCE}] {key}", table[key]) for key, check in checks.items() if key in table}


def _entries(listed: object) -> list[DocumentEntry]:
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise CorrectionError(f"{_DOCUMENT} must be tables, each with [[{_DOCUMENT}]] on a line of its own above it")
    return [_entry(f"[[{_DOCUMENT}]] {number}:", table) for number, table in enumerate(listed, start=1)]


def _entry(place: str, table: Mapping[str, object]) -> DocumentEntry:
    check_keys(place, table, (*PLACE_KEYS, *DOCUMENT_FIELDS))
    if "starts" not in table:
        raise CorrectionError(f"{place} there is no starts; give the first words of the document")
    checks = {
        "starts": words,
        "starts_occurrence": occurrence,
        "ends": words,
        "ends_occurrence": occurrence,
        "quoted_in": text,
        "reply_to": text,
        "drop": yes_or_no,
    }
    stated = {key: check(f"{place} {key}", table[key]) for key, check in checks.items() if key in table}
    return DocumentEntry(**stated, values=document_values(place, table))  # type: ignore[arg-type]  # checked above
