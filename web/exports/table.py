"""Passages as CSV (RFC 4180) that spreadsheets open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from web.exports.taken import Taken

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets read UTF-8 as something else and accents are lost. Programs do better with JSON Lines."""
COLUMNS = (
    *("passage", "document", "kind", "title", "authors", "recipients", "date", "date_precision", "date_from"),
    *("source", "voice", "quoted", "text", "url", "score", "present"),
)
_BETWEEN_NAMES = "; "
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute a cell: https://owasp.org/www-community/attacks/CSV_Injection"""


def csv_pieces(taken: Iterable[Taken]) -> Iterator[str]:
    """The file: a byte order mark, the names of the columns, a line for each passage. Lines end in CR LF."""
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for one in taken:
        yield _line(_cells(one))


def _cells(taken: Taken) -> list[str]:
    cited, document = taken.cited, taken.cited.document
    date = document.date
    texts = (
        *(cited.passage.id, document.id, document.kind.value, document.title),
        *(_BETWEEN_NAMES.join(document.authors), _BETWEEN_NAMES.join(document.recipients)),
        *(date.edtf or "", date.precision.value, date.known_from or "", cited.source_name),
        *(cited.passage.voice.value, cited.passage.quoted or "", cited.text, taken.permalink),
    )
    score = "" if cited.score is None else f"{cited.score:.4f}"
    return [*map(_harmless, texts), score, "true" if cited.present else "false"]


def _harmless(text: str) -> str:
    """The text; after an apostrophe, which makes a spreadsheet show what follows as it is, where it might compute."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
