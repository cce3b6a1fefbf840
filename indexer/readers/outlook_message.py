"""An Outlook item ([MS-OXMSG]) as the e-mail it stands for, with RFC 5322's headers and what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, formataddr, parseaddr

from oxmsg.domain import constants as pid
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from indexer.readers.base import UnreadableError

ROOT_HEADER_BYTES, _EMBEDDED_HEADER_BYTES, _PART_HEADER_BYTES = 32, 24, 8
"""What stands before the properties of a file, of a message in one, and of a recipient or attachment (2.4.1)."""

_EMBEDDED_MESSAGE = "__substg1.0_3701000D"  # PidTagAttachDataObject as a storage
_HEADERS = ("From", "Sender", "To", "Cc", "Date", "Subject", "Message-ID", "In-Reply-To", "References")
_TO, _CC = 1, 2
_SENT_REPRESENTING_SMTP_ADDRESS = 0x5D02
_NO_MAIL = ("IPM.Appointment", "IPM.Contact", "IPM.DistList", "IPM.Task", "IPM.StickyNote", "IPM.Activity")


@dataclass(frozen=True, slots=True)
class _Item:
    storage: Storage
    properties: Properties

    def text(self, *ids: int) -> str:
        """The first of these properties that holds a text."""
        values = ((self.properties.str_prop_value(one) or "").rstrip("\0") for one in ids)
        return next((value for value in values if value.strip()), "")


def email_of(storage: Storage, header_bytes: int = ROOT_HEADER_BYTES) -> EmailMessage:
    """The message with its words and attachments; forwarded messages are attached as messages.

    Raises UnreadableError for what Outlook saves that is no message, and what oxmsg raises on damaged ones.
    """
    item = _Item(storage, Properties(storage, header_bytes))
    kind = item.text(pid.PID_MESSAGE_CLASS)
    if kind.startswith(_NO_MAIL):
        raise UnreadableError(f"it is no message but Outlook's item {kind}; save it as text or HTML")
    headers = _stated_headers(item) | _transport_headers(item)
    written = "".join(f"{name}: {' '.join(headers[name].split())}\n" for name in _HEADERS if headers.get(name))
    message = message_from_string(written, _class=EmailMessage, policy=default)
    _add_words(message, item)
    for attached in storage.iter_attachment_storages():
        _attach(message, _Item(attached, Properties(attached, _PART_HEADER_BYTES)))
    return message


def words_are_only_rtf(storage: Storage) -> bool:
    """Whether the file's words stand in its compressed RTF alone, which nothing here reads."""
    item = _Item(storage, Properties(storage, ROOT_HEADER_BYTES))
    return item.properties.binary_prop_value(pid.PID_RTF_COMPRESSED) is not None and not any(_words(item))


def _transport_headers(item: _Item) -> dict[str, str]:
    """Those that came with the message, which a sent one or a draft has none of."""
    came = message_from_string(item.text(pid.PID_TRANSPORT_MESSAGE_HEADERS).lstrip("\r\n"), policy=default)
    return {name: str(value) for name in _HEADERS for key, value in came.raw_items() if key.lower() == name.lower()}


def _stated_headers(item: _Item) -> dict[str, str]:
    """The same by the item's properties; who sent it for another is its sender only."""
    author = _address(
        item.text(pid.PID_SENT_REPRESENTING_NAME, pid.PID_SENDER_NAME),
        item.text(_SENT_REPRESENTING_SMTP_ADDRESS, pid.PID_SENT_REPRESENTING_EMAIL_ADDRESS)
        or item.text(pid.PID_SENDER_SMTP_ADDRESS, pid.PID_SENDER_EMAIL_ADDRESS),
    )
    sent = item.properties.date_prop_value(pid.PID_CLIENT_SUBMIT_TIME)
    sent = sent or item.properties.date_prop_value(pid.PID_MESSAGE_DELIVERY_TIME)
    return {
        "From": author,
        "To": _recipients(item, _TO) or _displayed(item, pid.PID_DISPLAY_TO),
        "Cc": _recipients(item, _CC) or _displayed(item, pid.PID_DISPLAY_CC),
        "Date": format_datetime(sent) if sent else "",
        "Subject": item.text(pid.PID_SUBJECT),
        "Message-ID": item.text(pid.PID_INTERNET_MESSAGE_ID),
        "In-Reply-To": item.text(pid.PID_IN_REPLY_TO_ID),
        "References": item.text(pid.PID_INTERNET_REFERENCES),
    }


def _recipients(item: _Item, kind: int) -> str:
    parts = (
        _Item(storage, Properties(storage, _PART_HEADER_BYTES)) for storage in item.storage.iter_recipient_storages()
    )
    return ", ".join(
        _address(one.text(pid.PID_DISPLAY_NAME), one.text(pid.PID_SMTP_ADDRESS, pid.PID_EMAIL_ADDRESS))
        for one in parts
        if one.properties.int_prop_value(pid.PID_RECIPIENT_TYPE) == kind
    )


def _displayed(item: _Item, names: int) -> str:
    """The names as Outlook shows them: parted by semicolons, without addresses."""
    return ", ".join(_address(name.strip(), "") for name in item.text(names).split(";") if name.strip())


def _address(name: str, address: str) -> str:
    """As a header has it; an address within Exchange (`/o=Wick/ou=…`) is none that a person would know."""
    known = address if "@" in address and parseaddr(address)[1] else ""
    return formataddr((name.strip("'\" ") if name != known else "", known)) if name or known else ""


def _words(item: _Item) -> tuple[str, bytes]:
    """The plain text and the HTML, as bytes; empty where there is none."""
    html = item.properties.binary_prop_value(pid.PID_HTML) or item.text(pid.PID_BODY_HTML).encode()
    return item.text(pid.PID_BODY), html


def _add_words(message: EmailMessage, item: _Item) -> None:
    plain, html = _words(item)
    if plain:
        message.set_content(plain)
    elif html:
        is_text = item.properties.binary_prop_value(pid.PID_HTML) is None
        charset = "utf-8" if is_text else item.properties.body_encoding
        message.set_content(html, maintype="text", subtype="html", params={"charset": charset})
    else:
        message.set_content("")


def _attach(message: EmailMessage, part: _Item) -> None:
    inner = next((one for one in part.storage.storages if one.name == _EMBEDDED_MESSAGE), None)
    name = part.text(pid.PID_ATTACH_LONG_FILENAME, pid.PID_ATTACH_FILENAME, pid.PID_DISPLAY_NAME)
    content = part.properties.binary_prop_value(pid.PID_ATTACH_DATA_BINARY)
    if inner is not None:
        message.add_attachment(email_of(inner, _EMBEDDED_HEADER_BYTES), filename=f"{name or 'forwarded'}.eml")
    elif content is not None:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name or "attachment")
