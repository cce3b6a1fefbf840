"""Signature blocks: who signed, from the lines below a valediction or at the end of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.segmenters.letters.datelines import is_dateline_without_year
from indexer.segmenters.letters.headings import is_numeral, read_heading
from indexer.segmenters.letters.layout import Unit
from indexer.segmenters.letters.marks import is_attachment_heading, is_page_line, is_references_heading
from indexer.segmenters.letters.names import (
    clean_name,
    is_body,
    is_contact,
    is_name,
    is_role,
    is_street,
    person_in,
    split_names,
    unique,
)
from indexer.structure import BlockKind

_DASHES = re.compile(r"^(?:--|—|–|-)\s?")
_LIST_MARK = re.compile(r"^(?:[*•·–-]|\d{1,3}[.)])\s+")
_LONGEST_LINE_CHARS = 150
_DEEP_INDENT = 8
_LONGEST_SIGNED_NAME_WORDS = 6
# Where every other signer comes with an affiliation, the affiliations are no signers.
_AFFILIATION_SHARE = 0.4
_MOST_LINES_OF_ONE_SIGNER = 4


def is_signed_name(unit: Unit) -> bool:
    """True for a unit that is a name set as a signature: deep to the right, after a dash, or in capitals."""
    words = _DASHES.sub("", unit.words)
    bare = words.rstrip(".,")
    if len(unit.lines) > 3 or unit.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or is_numeral(bare):
        return False
    if is_references_heading(bare) or is_attachment_heading(bare) or read_heading(words) is not None:
        return False
    if not is_name(bare) or len(unit.lines[0].words.split()) > _LONGEST_SIGNED_NAME_WORDS or is_page_line(words):
        return False
    set_apart = unit.lines[0].indent >= _DEEP_INDENT or words != unit.words
    in_capitals = words.isupper() and words.endswith((".", ",")) and len(bare) > 3
    return set_apart or in_capitals


def is_name_with_address(unit: Unit) -> bool:
    """True for a name in capitals above its address, each line but the last with a comma at its end."""
    *above, last = (line.words for line in unit.lines)
    if not above or len(unit.lines) > _MOST_LINES_OF_ONE_SIGNER or not above[0].isupper():
        return False
    is_short = all(len(words.split()) <= _LONGEST_SIGNED_NAME_WORDS for words in (*above, last))
    return is_short and all(words.endswith(",") for words in above) and person_in(above[0]) is not None


def continues_signature(unit: Unit) -> bool:
    """True for a unit below a signature that is part of it: another name, a role, a body, an address."""
    words = unit.words
    if unit.kind is BlockKind.HEADING or words.startswith("_") or unit.blank_lines > 2:
        return False
    if is_page_line(words) or read_heading(words) is not None:
        return False
    if is_references_heading(words) or is_attachment_heading(words) or is_numeral(words):
        return False
    return all(_is_signature_line(line.words) for line in unit.lines)


def _is_signature_line(words: str) -> bool:
    line = _LIST_MARK.sub("", words)
    if len(line) > _LONGEST_LINE_CHARS:
        return ";" in line
    person = person_in(line)
    return (
        (person is not None and " " in person)
        or is_body(line)
        or (is_role(line) and len(line.split()) <= 10 and not line.endswith("."))
        or (is_contact(line) and len(line.split()) <= 8)
    )


def signers(lines: Sequence[str]) -> tuple[str, ...]:
    """The people or bodies that sign, in order; roles, affiliations and addresses are not among them."""
    entries = [_LIST_MARK.sub("", _DASHES.sub("", line)) for line in lines]
    entries = [part.strip() for entry in entries for part in entry.split(";")]
    entries = [entry for entry in entries if entry.strip(" .") and not is_contact(entry)]
    if not entries:
        return ()
    if is_body(entries[0]) and not _is_person_with_role(entries[0]):
        return unique(clean_name(entry) for entry in entries if is_name(entry) and not is_role(entry))
    if len(entries) <= _MOST_LINES_OF_ONE_SIGNER:
        entries = _without_address(entries)
    persons = [_persons(entry) for entry in entries]
    if not any(persons):
        return unique([clean_name(entries[0])]) if not is_role(entries[0]) and is_name(entries[0]) else ()
    with_bodies = len(entries) > 3 and sum(map(bool, persons)) < _AFFILIATION_SHARE * len(entries)
    found: list[str] = []
    for entry, names in zip(entries, persons, strict=True):
        found.extend(names or ([clean_name(entry)] if with_bodies and is_body(entry) else []))
    return unique(found)


def _without_address(entries: Sequence[str]) -> list[str]:
    """The lines of a signature but for the address; below a name in capitals with a comma, only such are names."""
    first = entries[0]
    goes_on = first.isupper() and first.endswith(",")
    names = [entry for entry in entries[1:] if not is_of_address(entry, first) and (not goes_on or entry.isupper())]
    return [first, *names]


def is_of_address(entry: str, first: str) -> bool:
    """True for a street, and below a full name for the town, with its county or the day: `Thurso, 5 May`."""
    town, _, county = entry.partition(",")
    is_town = town.isalpha() and not is_role(county) and " " in clean_name(first) and person_in(first) is not None
    return is_street(entry) or is_town or is_dateline_without_year(entry)


def _is_person_with_role(entry: str) -> bool:
    """True for `Jane Doe, Friends of the Park`: the body comes after the comma."""
    return "," in entry and person_in(entry) is not None


def _persons(entry: str) -> tuple[str, ...]:
    several = split_names(entry)
    if len(several) > 1:
        return several
    person = person_in(entry)
    return (person,) if person else ()
