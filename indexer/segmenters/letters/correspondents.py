"""The From and To of a letter as labelled blocks give them: author, co-signatories, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.segmenters.letters.names import clean_name, is_body, is_contact, is_role, person_in, split_names, unique

# Offices that also are surnames or parts of names, so that they tell only at the end and behind another word.
_ENDS_IN_OFFICE = re.compile(
    r"\S\s(?:master|keeper|steward|agent|bailiff|sheriff|marshal|inspector|auditor|librarian)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Senders:
    """`signatories`: those who sign with the authors, listed after them."""

    authors: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()


def read_senders(lines: Sequence[str]) -> Senders:
    """Author and co-signatories of a From block: the first line is the author, a list below it signs too.

    Where the block is one list and nothing else, all of it are authors.
    """
    if not lines:
        return Senders()
    first, *others = lines
    authors = split_names(first)
    signatories: list[str] = []
    for line in others:
        if ";" in line:
            signatories.extend(split_names(line))
        elif _is_correspondent(line) and not (person_in(first) and is_body(line)):
            signatories.append(clean_name(line))
    return Senders(authors, tuple(name for name in unique(signatories) if name not in authors))


def read_recipients(lines: Sequence[str]) -> tuple[str, ...]:
    """The recipients of a To block: a `;`-separated list, or one a line, without addresses and roles."""
    entries = [name for line in lines for name in split_names(_without_role(line))]
    if len(entries) <= 1 or len(lines) == 1:
        return unique(entries)
    correspondents = [entry for entry in entries if _is_correspondent(entry)]
    persons = [entry for entry in correspondents if person_in(entry)]
    # After a person come the lines of an address; after a body, other bodies.
    return unique(persons if persons and persons[0] == entries[0] else correspondents or entries[:1])


def _without_role(line: str) -> str:
    """`Ada Birch, Harbour Master` as `Ada Birch`: one person, with what he or she is behind a comma."""
    name, comma, rest = line.partition(",")
    is_one = comma and "," not in rest and ";" not in rest and person_in(name) is not None and " " in name
    return name if is_one and _ENDS_IN_OFFICE.search(rest.strip()) else line


def _is_correspondent(line: str) -> bool:
    return not is_contact(line) and (person_in(line) is not None or is_body(line)) and not is_role(line.split(",")[0])
