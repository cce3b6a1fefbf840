"""The formats that searches and lists can be taken away in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.message import Message
from web.exports.lines import jsonl_pieces
from web.exports.references import bibtex_pieces, csl_pieces, ris_pieces
from web.exports.table import csv_pieces
from web.exports.taken import Taken


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix`: of addresses and file names. `pieces`: makes the file, piece by piece as passages come."""

    suffix: str
    label: Message
    media_type: str
    pieces: Callable[[Iterable[Taken]], Iterator[str]]


FORMATS = {
    one.suffix: one
    for one in (
        Format("csv", Message("Table for spreadsheets (CSV)"), "text/csv; charset=utf-8; header=present", csv_pieces),
        Format("jsonl", Message("JSON Lines"), "application/jsonl; charset=utf-8", jsonl_pieces),
        Format("bib", Message("References as BibTeX"), "application/x-bibtex; charset=utf-8", bibtex_pieces),
        Format("ris", Message("References as RIS"), "application/x-research-info-systems; charset=utf-8", ris_pieces),
        Format("csl.json", Message("References as CSL-JSON"), "application/vnd.citationstyles.csl+json", csl_pieces),
    )
}
