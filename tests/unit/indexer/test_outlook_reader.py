"""Messages as Outlook saves them, with invented people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from oxmsg.domain import constants as pid

from indexer.readers import UnreadableError, UnreadableRecord
from indexer.segmentation import segment
from indexer.segmenters import Draft
from indexer.structure import StructuredText
from tests.unit.indexer.made_messages import Value, compound_file, message, outlook_file, part
from tests.unit.indexer.structured import assert_blocks_cover, read_all, read_one

TO, CC, BCC = 1, 2, 3
SENT: dict[int, Value] = {
    pid.PID_MESSAGE_CLASS: "IPM.Note",
    pid.PID_SUBJECT: "RE: The ferry",
    pid.PID_BODY: "It sails.\r\n\r\n> When?\r\n",
    pid.PID_SENT_REPRESENTING_NAME: "Ada Birch",
    pid.PID_SENDER_NAME: "Her clerk",
    pid.PID_CLIENT_SUBMIT_TIME: datetime(2021, 5, 3, 8, 12, 33, tzinfo=UTC),
    pid.PID_INTERNET_MESSAGE_ID: "<2@wick.example>",
    pid.PID_IN_REPLY_TO_ID: "<1@wick.example>",
}
HEADERS = """Received: from wick.example
From: =?utf-8?q?Ad=C3=A8le?= Birch <ada@birch.example>
To: "Lisle, Otto" <otto@lisle.example>,
\tTom Reed <tom@reed.example>
Subject: The ferry
Date: Mon, 3 May 2021 23:52:00 -0700
Message-ID: <3@wick.example>
Content-Type: multipart/mixed; boundary="x"
"""


def only_draft(source: StructuredText) -> Draft:
    (draft,) = segment(source).drafts
    return draft


def person(name: str, address: str, kind: int) -> dict[int, Value]:
    return {pid.PID_DISPLAY_NAME: name, pid.PID_SMTP_ADDRESS: address, pid.PID_RECIPIENT_TYPE: kind}


def test_a_sent_message_is_an_email_by_what_outlook_states(tmp_path: Path) -> None:
    people = [("Lisle, Otto", "otto@lisle.example", TO), ("", "board@wick.example", CC), ("Secret", "s@s.example", BCC)]
    recipients = [part(person(*one)) for one in people]
    source = read_one(outlook_file(tmp_path / "sent.msg", SENT, recipients=recipients))
    assert_blocks_cover(source)
    draft = only_draft(source)
    assert (draft.kind.value, draft.title, draft.thread) == ("email", "RE: The ferry", "The ferry")
    assert (draft.authors, draft.recipients) == (("Ada Birch",), ("Lisle, Otto", "board@wick.example"))
    assert (draft.date.edtf, draft.date.stated_in) == ("2021-05-03T08:12", "the message's header")
    assert draft.mail is not None
    assert (draft.mail.message_id, draft.mail.follows) == ("2@wick.example", ("1@wick.example",))
    assert [block.kind.value for block in source.blocks] == ["paragraph", "quote"]


def test_the_headers_that_came_with_a_message_say_more_than_its_properties(tmp_path: Path) -> None:
    received = SENT | {pid.PID_TRANSPORT_MESSAGE_HEADERS: HEADERS.replace("\n", "\r\n")}
    draft = only_draft(read_one(outlook_file(tmp_path / "received.msg", received)))
    assert (draft.authors, draft.recipients) == (("Adèle Birch",), ("Lisle, Otto", "Tom Reed"))
    assert (draft.date.edtf, draft.title) == ("2021-05-03T23:52", "The ferry")


def test_an_address_within_exchange_is_nobodys_name(tmp_path: Path) -> None:
    inside = SENT | {
        pid.PID_SENT_REPRESENTING_EMAIL_ADDRESS: "/o=Wick/ou=Board/cn=ada",
        pid.PID_DISPLAY_TO: "Lisle, Otto; Tom",
    }
    draft = only_draft(read_one(outlook_file(tmp_path / "inside.msg", inside)))
    assert (draft.authors, draft.recipients) == (("Ada Birch",), ("Lisle, Otto", "Tom"))


def test_html_is_rendered_in_its_code_page_where_there_is_no_plain_text(tmp_path: Path) -> None:
    words = {pid.PID_HTML: "<p>Паром <b>не ходит</b></p>".encode("koi8-r"), pid.PID_INTERNET_CODEPAGE: 20866}
    without = {key: value for key, value in SENT.items() if key != pid.PID_BODY}
    source = read_one(outlook_file(tmp_path / "html.msg", without | words))
    assert (source.text, source.encoding) == ("Паром не ходит", "koi8-r")


def test_what_is_attached_is_read_by_its_type_and_a_forwarded_message_as_a_message(tmp_path: Path) -> None:
    file: dict[int, Value] = {
        pid.PID_ATTACH_LONG_FILENAME: "minutes.md",
        pid.PID_ATTACH_DATA_BINARY: b"# Minutes\n\nNone.",
    }
    picture: dict[int, Value] = {pid.PID_ATTACH_LONG_FILENAME: "boat.png", pid.PID_ATTACH_DATA_BINARY: b"\x89PNG\0"}
    inner = message({pid.PID_SUBJECT: "Weir", pid.PID_BODY: "It leaks. " * 500, pid.PID_SENDER_NAME: "Otto Lisle"})
    attachments = [part(file), part(picture), part({pid.PID_DISPLAY_NAME: "Weir"}, inner)]
    outer, minutes, forwarded = read_all(outlook_file(tmp_path / "m.msg", SENT, attachments=attachments))
    assert [one.name for one in (outer, minutes, forwarded)] == ["m.msg", "m.msg#minutes.md", "m.msg#Weir.eml"]
    assert isinstance(forwarded, StructuredText)
    draft = only_draft(forwarded)
    assert (draft.authors, draft.title, draft.kind.value) == (("Otto Lisle",), "Weir", "email")


def test_words_in_compressed_rtf_alone_are_named_as_not_read(tmp_path: Path) -> None:
    without = {key: value for key, value in SENT.items() if key != pid.PID_BODY}
    source, missing = read_all(outlook_file(tmp_path / "m.msg", without | {pid.PID_RTF_COMPRESSED: b"\0" * 40}))
    assert isinstance(source, StructuredText)
    assert source.text.strip() == ""
    assert isinstance(missing, UnreadableRecord)
    assert missing.reason == "its words are in compressed RTF alone; save it as .eml or HTML"


def test_what_is_no_message_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"Outlook's item IPM\.Appointment"):
        read_all(outlook_file(tmp_path / "a.msg", {pid.PID_MESSAGE_CLASS: "IPM.Appointment"}))
    (tmp_path / "text.msg").write_bytes(b"Dear Tom, " * 500)
    (tmp_path / "other.msg").write_bytes(compound_file({"WordDocument": b"words"}))
    for name in ("text.msg", "other.msg"):
        with pytest.raises(UnreadableError, match="no message of Outlook's that can be read"):
            read_all(tmp_path / name)


def test_a_damaged_message_is_refused_with_the_reason(tmp_path: Path) -> None:
    whole = outlook_file(tmp_path / "m.msg", SENT | {pid.PID_BODY: "It sails. " * 500}).read_bytes()
    for kept in (600, len(whole) // 2, len(whole) - 600):
        (tmp_path / "cut.msg").write_bytes(whole[:kept])
        with pytest.raises(UnreadableError, match=r"check that it is whole|parts overlap"):
            read_all(tmp_path / "cut.msg")
