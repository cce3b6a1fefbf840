"""A dossier of a few files of several sorts: a letter, a forum thread, a page, a bulk file with two records."""

from __future__ import annotations

import json
from pathlib import Path

from tests.reliability.indexes import Dossier, dossier_in

LETTER = """Harbour House, 3 May 2014

Dear Mr Quill,

The ferry has not sailed since Monday, and nobody at the harbour can say why. We ask the company to tell its
passengers what it means to do.

Yours sincerely,

Ada Marsh
"""

THREAD = """Ferry timetable

Post by marina » Mon May 05, 2014 9:15 am

Has anybody heard when the ferry sails again?

Post by tobias » Mon May 05, 2014 11:40 am

Not before Friday, the harbour office told me.

Post by marina » Tue May 06, 2014 8:02 am

Then I shall take the bus.
"""

PAGE = """<html><head><title>Sailing again</title></head><body><h1>Sailing again</h1>
<p>The ferry will sail again on Friday, the company said on Thursday.</p></body></html>
"""

RECORDS = [
    {"id": "n1", "title": "Ferry stopped", "author": "The Gazette", "date": "2014-05-02", "kind": "news article",
     "text": "The ferry stopped on Monday. Passengers waited in the rain."},
    {"id": "n2", "title": "Ferry sails", "author": "The Gazette", "date": "2014-05-09", "kind": "news article",
     "text": "The ferry sails again since this morning."},
]  # fmt: skip


def records_text(records: list[dict[str, str]]) -> str:
    """Records as a bulk file has them."""
    return "".join(json.dumps(record) + "\n" for record in records)


def small_dossier_in(folder: Path) -> Dossier:
    """Written, and not indexed yet."""
    made = dossier_in(folder)
    made.write("letters/1.txt", LETTER)
    made.write("thread.txt", THREAD)
    made.write("page.html", PAGE)
    made.write("news.jsonl", records_text(RECORDS))
    return made
