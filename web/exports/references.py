"""The documents of passages as references, each document once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from web.citations.bibtex import bibtex_entry
from web.citations.reference import Reference, csl_item
from web.citations.ris import ris_record
from web.exports.taken import Taken


def bibtex_pieces(taken: Iterable[Taken]) -> Iterator[str]:
    """Entries with an empty line after each."""
    return (f"{bibtex_entry(reference)}\n" for reference in _each_once(taken))


def ris_pieces(taken: Iterable[Taken]) -> Iterator[str]:
    """Records."""
    return (ris_record(reference) for reference in _each_once(taken))


def csl_pieces(taken: Iterable[Taken]) -> Iterator[str]:
    """One JSON array."""
    yield "["
    for number, reference in enumerate(_each_once(taken)):
        yield ",\n" * (number > 0) + json.dumps(csl_item(reference), ensure_ascii=False)
    yield "]\n"


def _each_once(taken: Iterable[Taken]) -> Iterator[Reference]:
    seen: set[str] = set()
    for one in taken:
        if one.reference.document.id not in seen:
            seen.add(one.reference.document.id)
            yield one.reference
