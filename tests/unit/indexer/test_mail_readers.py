"""E-mail in its three forms: people, dates, bodies, attachments and threads, however a program wrote them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.corpus.walking import FoundFile
from indexer.readers import UnreadableError, UnreadableRecord
from indexer.run.outcomes import PreparedSource, ReadJob, Unchanged
from indexer.run.reading import Unprepared, prepare, read_structured
from indexer.segmentation import segment
from indexer.segmenters import Draft
from indexer.structure import StructuredText
from search.model import MailHeaders
from tests.unit.indexer.structured import assert_blocks_cover, read_all, read_one

HEADERS = "From: Ada Birch <ada@birch.example>\nTo: Otto Lisle <otto@lisle.example>\nSubject: The ferry\n"
DATE = "Date: Thu, 14 May 2015 23:52:00 -0700\n"


def message_file(folder: Path, text: str | bytes, name: str = "message.eml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def only_draft(source: StructuredText) -> Draft:
    (draft,) = segment(source).drafts
    return draft


def prepared(path: Path) -> list[PreparedSource]:
    status = path.stat()
    job = ReadJob(FoundFile(path.name, str(path), str(path.parent), status.st_size, status.st_mtime_ns))
    sources = [prepare(read) for read in read_structured(job) if isinstance(read, Unprepared)]
    assert all(isinstance(source, PreparedSource) for source in sources)
    return [source for source in sources if isinstance(source, PreparedSource)]


def test_a_message_is_an_email_with_its_people_subject_and_the_senders_local_time(tmp_path: Path) -> None:
    path = message_file(tmp_path, f"{HEADERS}Cc: Board <b@b.example>, c@c.example\n{DATE}\nIt sails.\n")
    draft = only_draft(read_one(path))
    assert (draft.kind.value, draft.title, draft.thread) == ("email", "The ferry", "The ferry")
    assert draft.authors == ("Ada Birch",)
    assert draft.recipients == ("Otto Lisle", "Board", "c@c.example")
    assert (draft.date.edtf, draft.date.stated_in) == ("2015-05-14T23:52", "the message's header")


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("From: ada@birch.example (Ada Birch)", "Ada Birch"),
        ("From: ada at birch.example (Ada Birch)", "Ada Birch"),
        ("From: =?ISO-8859-1?Q?Ad=E8le_Birch?= <ada@birch.example>", "Adèle Birch"),
        ("From: ada@birch.example (=?ISO-8859-1?Q?Ad=E8le?= Birch)", "Adèle Birch"),
        ('From: "Birch, Ada" <ada@birch.example>', "Birch, Ada"),
        ("From: ada@birch.example", "ada@birch.example"),
        ("From: <>\nSender: Ada Birch <ada@birch.example>", "<>"),
    ],
)
def test_an_author_is_found_in_every_form_of_the_header(tmp_path: Path, header: str, author: str) -> None:
    source = read_one(message_file(tmp_path, f"{header}\n{DATE}\nWords.\n"))
    assert only_draft(source).authors == (author,)


def test_a_header_in_raw_bytes_loses_none_of_them(tmp_path: Path) -> None:
    source = read_one(message_file(tmp_path, b"From: Ad\xe8le <a@b.example>\nSubject: Ca\xf1on\n\nWords.\n"))
    assert source.metadata["title"] == "Cañon"
    assert only_draft(source).authors == ("Adèle",)


def test_plain_text_is_preferred_and_html_is_rendered_where_there_is_none(tmp_path: Path) -> None:
    both = EmailMessage()
    both["From"] = "ada@birch.example"
    both.set_content("Plain words.\n")
    both.add_alternative("<p>Words in HTML.</p>", subtype="html")
    assert read_one(message_file(tmp_path, both.as_bytes())).text.strip() == "Plain words."
    html = EmailMessage()
    html["From"] = "ada@birch.example"
    html.set_content("<p>Words in <b>HTML</b>.</p><script>none</script>", subtype="html")
    assert read_one(message_file(tmp_path, html.as_bytes())).text == "Words in HTML."


def test_a_body_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    head = f"{HEADERS}Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n".encode()
    source = read_one(message_file(tmp_path, head + "Паром не ходит".encode("koi8-r")))
    assert (source.text, source.encoding) == ("Паром не ходит", "koi8-r")


def test_quoted_lines_are_blocks_apart_from_the_senders_own(tmp_path: Path) -> None:
    body = "I agree.\n\nOtto wrote:\n> It sails\n> on Sunday.\nNo, it does not.\n"
    source = read_one(message_file(tmp_path, f"{HEADERS}\n{body}"))
    assert_blocks_cover(source)
    assert [(block.kind.value, source.block_text(block)) for block in source.blocks] == [
        ("paragraph", "I agree."),
        ("paragraph", "Otto wrote:"),
        ("quote", "> It sails\n> on Sunday."),
        ("paragraph", "No, it does not."),
    ]


def test_a_signature_below_its_mark_is_no_part_of_the_message(tmp_path: Path) -> None:
    source = read_one(message_file(tmp_path, f"{HEADERS}\nIt sails.\n\n-- \nAda Birch\nThe Boathouse\n"))
    draft = only_draft(source)
    assert source.text[draft.start : draft.end] == "It sails."


def test_what_is_attached_is_read_by_its_type_and_named_after_the_message(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Ada Birch <ada@birch.example>"
    message.set_content("See below.\n")
    message.add_attachment(b"# Minutes\n\nNothing was decided.", "text", "markdown", filename="../minutes.md")
    message.add_attachment(b"\x89PNG\0", "image", "png", filename="boat.png")
    message.add_attachment(b"\0\0\0\0\0\0\0", "text", "plain", filename="bad.txt")
    inner = EmailMessage()
    inner["From"] = "Otto Lisle <otto@lisle.example>"
    inner.set_content("Forwarded words.\n")
    message.add_attachment(inner)
    body, minutes, bad, forwarded = read_all(message_file(tmp_path, message.as_bytes()))
    assert [body.name, minutes.name, bad.name] == ["message.eml", "message.eml#minutes.md", "message.eml#bad.txt"]
    assert isinstance(minutes, StructuredText)
    assert minutes.media_type == "text/markdown"
    assert isinstance(bad, UnreadableRecord)
    assert isinstance(forwarded, StructuredText)
    assert only_draft(forwarded).authors == ("Otto Lisle",)


def test_a_file_without_the_headers_of_a_message_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="none of the headers of an e-mail"):
        read_all(message_file(tmp_path, "Just words, and more of them.\n"))


def mailbox(folder: Path, *messages: str) -> Path:
    begin = "From ada@birch.example  Thu May 14 06:46:09 2015\n"
    return message_file(folder, "\n".join(begin + message for message in messages), name="list.mbox")


ROOT = f"Message-ID: <root@x>\n{HEADERS}{DATE}\nFrom here on it sails.\n\nFrom the pier, too.\n>From a boat.\n"
REPLY = f"Message-ID: <re@x>\nIn-Reply-To: <root@x>\n{HEADERS.replace('The', '[L] Re: The')}\nNo.\n"
LATER = "Message-ID: <re2@x>\nReferences: <gone@x> <re@x> <lost@x>\nSubject: Re: other\nFrom: b@b.example\n\nYes.\n"


def test_each_message_of_a_mailbox_is_a_source_named_by_its_id(tmp_path: Path) -> None:
    sources = read_all(mailbox(tmp_path, ROOT, REPLY, REPLY, "Subject: None\n\nWords.\n"))
    assert [source.name for source in sources[:3]] == ["list.mbox#root@x", "list.mbox#re@x", "list.mbox#re@x~2"]
    assert sources[3].name.startswith("list.mbox#without-id-")


def test_a_sentence_that_begins_with_from_parts_no_message(tmp_path: Path) -> None:
    first, _ = read_all(mailbox(tmp_path, ROOT, REPLY))
    assert isinstance(first, StructuredText)
    assert first.text.strip() == "From here on it sails.\n\nFrom the pier, too.\nFrom a boat."


def test_a_message_says_its_id_and_what_it_follows_the_nearest_first(tmp_path: Path) -> None:
    reply, later = (
        only_draft(read) for read in read_all(mailbox(tmp_path, REPLY, LATER)) if isinstance(read, StructuredText)
    )
    assert reply.mail == MailHeaders("re@x", ("root@x",))
    assert later.mail == MailHeaders("re2@x", ("lost@x", "re@x", "gone@x"))


def test_only_the_changed_messages_of_a_mailbox_are_read_again(tmp_path: Path) -> None:
    path = mailbox(tmp_path, ROOT, REPLY)
    known = {source.source.id: source.fingerprint.sha256 for source in prepared(path)}
    path = mailbox(tmp_path, ROOT, REPLY.replace("No.", "Well."), LATER)
    status = path.stat()
    file = FoundFile(path.name, str(path), str(tmp_path), status.st_size, status.st_mtime_ns)
    assert [type(read) for read in read_structured(ReadJob(file, known))] == [Unchanged, Unprepared, Unprepared]


def test_a_message_beyond_the_limit_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.readers.mail.MAX_MESSAGE_BYTES", 1000)
    long, reply = read_all(mailbox(tmp_path, ROOT + "x " * 3000 + "\n", REPLY))
    assert isinstance(long, UnreadableRecord)
    assert long.reason == "message 1: it is larger than 1,000 bytes; export it on its own as .eml"
    assert isinstance(reply, StructuredText)


def test_a_mailbox_without_a_message_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="export the mailbox again"):
        read_all(message_file(tmp_path, "Words.\n", name="list.mbox"))


def test_a_maildir_is_read_by_where_its_files_lie(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    path = message_file(tmp_path, f"{HEADERS}\nIt sails.\n", name="cur/1418831823.M1P1.host,S=12:2,S")
    assert only_draft(read_one(path)).title == "The ferry"


@pytest.mark.parametrize("header", ["From", "Subject", "To", "Date", "Message-ID", "References"])
def test_a_header_of_nothing_but_brackets_keeps_no_message_out(tmp_path: Path, header: str) -> None:
    path = message_file(tmp_path, f"X-From: a\nSubject: a\n{header}: {'(' * 2_000}\n\nIt sails.\n")
    assert read_one(path).text.strip() == "It sails."


@pytest.mark.parametrize("header", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"])
def test_a_body_described_by_nothing_but_brackets_is_read(tmp_path: Path, header: str) -> None:
    path = message_file(tmp_path, f"Subject: a\n{header}: {'(' * 150}\n\nIt sails.\n")
    assert read_one(path).text.strip() == "It sails."


def test_a_body_described_by_brackets_within_brackets_without_end_is_refused(tmp_path: Path) -> None:
    path = message_file(tmp_path, f"Subject: a\nContent-Type: {'(' * 2_000}\n\nIt sails.\n")
    with pytest.raises(UnreadableError, match="no message that can be read"):
        read_one(path)
