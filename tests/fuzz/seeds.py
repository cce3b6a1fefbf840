"""Files and texts that fuzzing begins with: sound ones of each format, and hostile ones of known kinds."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.unit.indexer.made_files import EPUB, OPENDOCUMENT, pdf_file, word_file
from tests.unit.indexer.made_messages import message, outlook_file, part

_DEEP = 3_000


def _utf8(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode("utf-8", "surrogatepass") for text in texts)


def _made(file_name: str, make: object) -> bytes:
    assert callable(make)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file_name)
        make(path)
        return path.read_bytes()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members; a name that ends in `@` is a symbolic link, and its content where it leads."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name.removesuffix("@"))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = (0o120777 if name.endswith("@") else 0o100644) << 16
            archive.writestr(info, content)
    return packed.getvalue()


def parts_of(packed: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


QUERIES = _utf8(
    'weir AND (lido OR "open letter"~2) NOT author:ada date:[2014 TO 2016] sanct* wier~2 "unclosed',
    "(" * 500,
    "*a* OR " * 60,
    "\ud800 \u202eabc \0 \ufeff ½?0",
)
SNIPPETS = _utf8("weir OR lid*\nThe weir leaks. The lido is open…\n\nלידו café", "a?c~2\n" + "abc " * 200)
DATES = _utf8(
    "Thursday, 25 June 2015, 10:52 am",
    "2015-06-26T10:52:00+02:00 and 3/10/2015 and le 3 mars 1891",
    "31 February 2015",
    "2014..2016",
    "0000-00-00 99/99/9999 25:61 UTC+99:99",
)
_LAUGHS = "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]\n" for n in range(1, 10))
FRONT_MATTER = _utf8(
    "---\ntitle: The pond\nauthors: [Ada, 'Bo']\ntags:\n- x\n---\nWords",
    "---\n" * 500,
    "---\na" + " " * 99,
    "---\na: \0\n---\nb",
    "---\na: " + "[" * _DEEP + "\n---\nb",
    f"---\na0: &a0 [x]\n{_LAUGHS}title: *a9\nauthors: *a9\n---\nwords",
)
CORRECTIONS = _utf8(
    '[source]\ntitle = "The pond"\n\n[documents]\nkind = "letter"\n\n[[document]]\nstart = "Dear Ada"\n',
    "[" * 500,
    "a = " + "[" * 500,
)
THREAD = """The pond

Post by ada » Mon Mar 03, 2014 9:01 am

It is in the Argus today, see the report:

Dear Ms Hobbs,

We call on you to fill the pond again.

Yours sincerely,
Ada Birch

Post by bo » Tue Mar 04, 2014 9:01 am

ada wrote:
> It is in the Argus today

[quote="ada"]I think so too![/quote]
"""
LETTER = "From: Jane Doe\nTo: Abel Trust\nDate: 3 May 1891\n\nDear Mr Bird,\n\nIt is dry.\n\nYours,\nJane Doe\n"
TEXTS = _utf8(
    THREAD,
    LETTER,
    "---\ntitle: A\n---\n# One\n\n* two\n> three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "x\0y\u202edlrow\u202c \ufeff\u200b\u0301" + "z" * 3_000,
    "> " * _DEEP + "deep",
    "* " * _DEEP + "deep",
    "[" * _DEEP + "](" * 300,
)
MARKUP = _utf8(
    '<html><head><title>The pond</title><script type=\'application/ld+json\'>{"@type":"Article","headline":3}</script>'
    "</head><body><article><h1>One</h1><p>Ada &amp; &#0;&#xD800; Bo<blockquote>x</blockquote><table><tr><td>1</table>",
    "<div>" * 200 + "deep",
    "<script type='application/ld+json'>" + '{"@graph":[' * 400 + "</script><p>words</p>",
    '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d SYSTEM "file:///etc/hostname">]><a>&b;&d;</a>',
)
_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
XML = _utf8(
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>'
    '<profileDesc><correspDesc><correspAction type="sent"><persName>Ada</persName><date when="1891-05-03"/>'
    "</correspAction></correspDesc></profileDesc></teiHeader><text><body><p>It is dry.</p></body></text></TEI>",
    f'<!DOCTYPE TEI [<!ENTITY e0 "x">{_BOMB}]><TEI><text><p>&e9;</p></text></TEI>',
    '<!DOCTYPE TEI [<!ENTITY f SYSTEM "file:///etc/hostname">]><TEI><text><body><p>a &f; b</p></body></text></TEI>',
    '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/never.dtd"><TEI><text><body><p>a</p></body></text></TEI>',
    "<TEI><text>" + "<p>" * _DEEP,
)
MAIL = _utf8(
    "From: Ada <ada@a.example>\nTo: Bo\nSubject: =?utf-8?q?P=C3=B6nd?=\nDate: Tue, 2 Apr 2019 14:37:30 -0400\n"
    "Message-ID: <1@a>\nIn-Reply-To: <0@a>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt is dry.\n"
    "--b\nContent-Disposition: attachment; filename=../../a.txt\n\nattached words\n--b--\n",
    "From: a\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(120)) + "\nx",
    "From: a\n" + "Content-Type: message/rfc822\n\n" * 120 + "x",
    "From: "
    + "(" * 2_000
    + "\nSubject: "
    + "=?" * 2_000
    + "\nX: "
    + "y" * 20_000
    + "\nDate: "
    + "9" * 400
    + "\n\nwords",
    "From: a\nContent-Type: text/plain; charset=\0idna\nContent-Transfer-Encoding: base64\n\n====\n",
)
MAILBOX = tuple(b"From ada Tue Apr  2 14:37:30 2019\n" + message + b"\n\n" for message in MAIL)
RECORDS = _utf8(
    '{"id": 1, "title": "The pond", "authors": ["Ada", 3, null], "date": "2015", "text": "It is dry."}\n\n{}\n[]\nnull',
    '{"text": "a\\ud800b"}\n{"text": "\\u0000"}\n{"id": 1e999, "text": "x"}\n{"id": "\\ud800", "text": "x"}',
    "[" * 100_000,
)
TOPIC = json.dumps(
    {
        "title": "The pond",
        "post_stream": {
            "posts": [
                {
                    "username": "ada",
                    "cooked": "<p>It is dry.</p>",
                    "created_at": "2014-07-14T04:46:54Z",
                    "post_number": 1,
                }
            ]
        },
    }
).encode()
RTF = _utf8(
    r"{\rtf1\ansi Dear Bo,\par It is dry.\par \'e9 \u8364?}", "{" * 2_000, r"{\rtf1 \bin99999999999 x \u99999999999?}"
)
ARCHIVES = (
    zipped({"a.txt": THREAD, "b.eml": MAIL[0], "c/d.html": MARKUP[0]}),
    zipped({"../up.txt": "x", "/etc/passwd": "x", "c:\\x.txt": "x", "a/../../b.txt": "x", "l.txt@": "/etc/passwd"}),
    zipped({"in.zip": zipped({"in.zip": zipped({"in.zip": zipped({"a.txt": "deep"})})})}),
    zipped({"bomb.txt": b"a" * 40_000_000}),
    zipped({"bomb.jsonl.gz": gzip.compress(b"a" * 40_000_000)}),
)
_WORD, _EPUB = _made("a.docx", word_file), zipped(EPUB)
_ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": OPENDOCUMENT})
_SENT = '"date": "2021-05-03T10:12:33", "date_unixtime": "1620029553"'
EXPORTS = _utf8(
    f'{{"name": "The pond", "type": "private_group", "id": 1, "messages": [{{"id": 1, "type": "message", {_SENT}, '
    '"from": "Ada", "forwarded_from": "Bo", "photo": "a.jpg", "text": ["It is ", {"type": "b", "text": "dry\\x01"}]}]}',
    '{"about": "", "chats": {"list": [{"messages": [3, {}, {"type": "message", "date": {}, "text": [[], 3], "poll": []',
    '{"guild": {"name": 1}, "channel": [], "messages": [{"type": "Default", "content": "It is dry.", "reference": 1, '
    '"author": {"name": "A"}, "timestamp": "2021-05-03T23:12:33+00:00", "embeds": [{"title": "x", "author": {}}]}]}',
    '[{"type": "message", "ts": "1e999", "text": "It is <@U1|dry> &lt;", "files": [{}], "edited": {"ts": []}}]',
)


def _outlook_file(path: Path) -> Path:
    inner = message({0x0037: "Re: The pond", 0x1000: "It leaks."})
    return outlook_file(
        path, {0x0037: "The pond", 0x1013: b"<p>It is dry."}, attachments=[part({0x3701: b"x"}), part({}, inner)]
    )


FILES: Mapping[str, tuple[bytes, ...]] = {
    ".md": (*TEXTS, *FRONT_MATTER),
    ".html": MARKUP,
    ".htm": MARKUP,
    ".xhtml": MARKUP,
    ".xml": XML,
    ".tei": XML,
    ".eml": MAIL,
    ".mbox": MAILBOX,
    ".jsonl": RECORDS,
    ".jsonl.gz": tuple(gzip.compress(record) for record in RECORDS),
    ".msg": (_made("a.msg", _outlook_file),),
    ".json": (
        TOPIC,
        *EXPORTS,
        b"[" * 100_000,
        b'{"post_stream": {"posts": [{"username": 1, "cooked": 2, "created_at": {}}]}}',
    ),
    ".rtf": RTF,
    ".zip": ARCHIVES,
    ".docx": (_WORD,),
    ".odt": (_ODT,),
    ".epub": (_EPUB,),
    ".pdf": (_made("a.pdf", lambda path: pdf_file(path, "It is dry.", None, title="The pond")),),
}
PARTS: Mapping[str, tuple[dict[str, bytes], str]] = {
    ".docx": (parts_of(_WORD), "word/document.xml"),
    ".odt": (parts_of(_ODT), "content.xml"),
    ".epub": (parts_of(_EPUB), "OEBPS/one.xhtml"),
}
