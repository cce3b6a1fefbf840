"""A small invented dossier with every case that the pages must show, hostile text included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HOSTILE = '<script>alert("title")</script> & <b>bold</b>'
HOSTILE_NAME = "O'Neil <img src=x onerror=alert(1)>"
LONG_PARAGRAPHS = 24

_SAND = "The price of sand went up again, and the harbour board has not said why."
_LONG = [
    f"Paragraph {n} of the report looks at the quay in year {n}. "
    + "The stones were counted, one by one, and wet. " * 9
    for n in range(1, LONG_PARAGRAPHS + 1)
]


def write_dossier(folder: Path) -> None:
    """Write the dossier's files into a folder."""
    lines = (json.dumps(record, ensure_ascii=False) for record in _records())
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "notice.html").write_text(
        f"<!doctype html><title>Notice</title><p>A notice about <b>herring</b>.</p><script>alert(2)</script>"
        f"<p>{'Herring is sold on the quay. ' * 4}</p>",
        encoding="utf-8",
    )
    (folder / "latin.txt").write_bytes(
        "Le café du port est fermé pour l’été.\n".replace("’", "'").encode("latin-1") * 12
    )


def _records() -> list[dict[str, Any]]:
    exchange = {"kind": "letter", "thread": "The price of sand"}
    return [
        {"id": "ask", "title": "What does sand cost?", "author": "Ann Bell", "recipient": "Harbour Board",
         "date": "2014-03-05", "text": _SAND, **exchange},
        {"id": "answer", "title": "Sand, an answer", "author": "Harbour Board", "recipient": "Ann Bell",
         "date": "2014-04", "text": "Sand costs what sand costs. The board thanks you for your letter.", **exchange},
        {"id": "press", "kind": "news article", "title": "Sand dear this year", "author": "The Quay Gazette",
         "date": "2016", "text": "Builders say that sand has become dear. The harbour board would not comment."},
        {"id": "undated", "kind": "web page", "title": "About sand",
         "text": "Sand is small stones. Nobody signed this."},
        {"id": "report", "kind": "web page", "title": "The state of the quay", "author": "Surveyor",
         "date": "2015-06-26",
         "text": "\n\n".join(_LONG)},
        {"id": "hostile", "kind": "forum post", "title": HOSTILE, "author": HOSTILE_NAME, "date": "2015-01-02",
         "thread": "<i>thread</i>", "url": "javascript:alert(3)",
         "text": 'Say <script>alert("text")</script> and sandcastle & "quotes" here, &lt;tag&gt; too.'},
        *(
            {"id": f"tide{n}", "kind": "forum post", "title": f"Tide note {n}", "author": f"keeper {n}",
             "date": f"2015-0{n % 9 + 1}-1{n % 9}", "text": f"The tide came in and went out again on day {n}."}
            for n in range(1, 31)
        ),
    ]  # fmt: skip
