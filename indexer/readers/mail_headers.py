"""The headers of an e-mail: people, date, subject and the messages it refers to, however they were written."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader, BaseHeader
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from indexer.readers.encoding import UndecodableError, decode

MALFORMED = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the parsers of the standard library raise on headers that break the rules, besides their own errors."""

_MESSAGE_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")
# `Re:`, and `Fwd:`, in the languages of the common programs.
_REPLY_MARK = re.compile(
    r"^(?:(?:re|r|aw|sv|antw|réf?|res|rv|fwd?|wg|tr|i|enc|doorst)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^\[[^\[\]]{1,40}\]\s*")


def people(message: EmailMessage, *names: str) -> list[str]:
    """The people in these headers in order, each once: by name, and by address where no name is given."""
    found = (person for name in names for value in _values(message, name) for person in _people_in(name, value))
    return list(dict.fromkeys(filter(None, found)))


def subject(message: EmailMessage) -> str:
    """The subject on one line; empty where there is none."""
    return " ".join(next(iter(_texts(message, "subject")), "").split())


def thread_subject(subject: str) -> str:
    """The subject without the marks of replies (`Re:`, `AW:`) and without the name of a list before or after them."""
    before = ""
    while subject != before:
        before = subject
        subject = _REPLY_MARK.sub("", _LIST_MARK.sub("", subject) or subject)
    return subject


def local_time(message: EmailMessage) -> str | None:
    """When it was sent, as its sender's clock showed it (`2002-12-31T22:46`); None where no date can be read."""
    for text in _texts(message, "date"):
        try:
            sent: datetime = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return sent.strftime("%Y-%m-%dT%H:%M") if sent.year >= 1000 else None
    return None


def message_id(message: EmailMessage) -> str | None:
    """Its own id without the angle brackets."""
    text = next(iter(_texts(message, "message-id")), "").strip()
    match = _MESSAGE_ID.search(text)
    return match[1] if match else text or None


def referred_ids(message: EmailMessage) -> list[str]:
    """The ids of the messages that it follows, the nearest first: what it answers, then the way up to the root."""
    answered = [found for text in _texts(message, "in-reply-to") for found in _MESSAGE_ID.findall(text)]
    way = [found for text in _texts(message, "references") for found in _MESSAGE_ID.findall(text)]
    return list(dict.fromkeys([*answered, *reversed(way)]))


def _people_in(name: str, text: str) -> list[str]:
    header = _parsed(name, text)
    listed: list[str] = (
        [_clean(one.display_name) for one in header.addresses] if isinstance(header, AddressHeader) else []
    )
    if listed and all(listed):
        return listed
    # `ada@example.org (Ada Birch)`: an older form, which the newer parser takes for a remark.
    older = [(display, address) for display, address in _older_addresses(text) if display or address]
    if older:
        return [_clean(_decoded(display)) or address for display, address in older]
    remark = _IN_PARENTHESES.search(text)
    return [_clean(_decoded(remark[1] if remark else text))]


def _older_addresses(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text])
    except MALFORMED:
        return []


def _decoded(text: str) -> str:
    """The text with its encoded words (`=?ISO-8859-1?Q?Z=FA=F1iga?=`) decoded; as it stands where they cannot be."""
    try:
        return str(make_header(decode_header(text)))
    except MALFORMED:
        return text


def _clean(name: str) -> str:
    return " ".join(name.split()).strip("\"'").strip()


def _texts(message: EmailMessage, name: str) -> list[str]:
    """Each header of that name, its encoded words decoded."""
    return [str(_parsed(name, value) or value) for value in _values(message, name)]


def _values(message: EmailMessage, name: str) -> list[str]:
    """Each header of that name as it stands, with bytes that are not ASCII read by the encoding they fit."""
    raw = [str(value) for key, value in message.raw_items() if key.lower() == name]
    return [_repaired(" ".join(value.split("\n"))) for value in raw]


def _repaired(value: str) -> str:
    try:
        return decode(value.encode("ascii", "surrogateescape")).text
    except (UnicodeEncodeError, UndecodableError):
        return value.encode("utf-8", "replace").decode()


def _parsed(name: str, value: str) -> BaseHeader | None:
    try:
        header: BaseHeader = default.header_factory(name, " ".join(value.split()))
    except MALFORMED:
        return None
    return header
