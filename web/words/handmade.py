"""What a person set by hand, and when something was collected, in the words of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from search.message import Message
from web.words.language import gettext, said
from web.words.wording import date_words

_FIELDS: dict[str, Message] = {
    "authors": Message("author"),
    "date": Message("date"),
    "extent": Message("where it begins and ends"),
    "kind": Message("kind"),
    "quoted_in": Message("what quotes it"),
    "recipients": Message("recipient"),
    "reply_to": Message("what it answers"),
    "retrieved": Message("when it was collected"),
    "signatories": Message("signatories"),
    "thread": Message("thread"),
    "title": Message("title"),
    "url": Message("address on the web"),
}


def fields_by_hand(fields: Sequence[str]) -> str:
    """`author, date`: the fields that `search.model.Document.by_hand` names."""
    return ", ".join(said(_FIELDS[field]) for field in fields)


def collected_note(retrieved: str) -> str:
    """`Collected on 14 May 2026`; a time that is not written as ISO 8601 has it is said as it is written."""
    try:
        words = date_words(datetime.fromisoformat(retrieved).date().isoformat())
    except ValueError:
        words = retrieved
    return gettext("Collected on %(date)s", date=words)
