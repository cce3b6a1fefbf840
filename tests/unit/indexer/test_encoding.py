"""Bytes to text: which encoding is taken, and that no byte is lost."""

from __future__ import annotations

import codecs

import pytest

from indexer.readers.encoding import UndecodableError, decode, looks_binary

POLISH = (
    "Szanowni Państwo, piszę ten list, ponieważ chciałbym podziękować za pomoc i życzliwość, którą okazaliście naszej "
    "rodzinie w zeszłym roku. Wszyscy mieszkańcy ulicy są wdzięczni za naprawę mostu."
)
FRENCH = "Chers amis, je vous écris cette lettre parce que je voudrais vous remercier de l'aide apportée l'an dernier."
RUSSIAN = "Уважаемые друзья, пишу вам это письмо, потому что хотел бы поблагодарить за помощь в прошлом году."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "iso8859_15"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        ("“Quoted” – it’s £5", "cp1252"),
        ("été", "latin-1"),
    ],
)
def test_text_in_a_legacy_encoding_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    text = "Dear Wilma, the café is shut.\nYours, Tom"
    assert decode(text.encode(encoding)).text == text


def test_utf_8_goes_before_the_encoding_that_a_page_declares() -> None:
    assert decode("naïve".encode(), declared="cp1252").text == "naïve"


def test_the_declared_encoding_is_taken_where_utf_8_does_not_fit() -> None:
    assert decode("Привет".encode("cp1251"), declared="cp1251").text == "Привет"


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode("café".encode("cp1252"), declared="no-such-encoding").text == "café"


def test_all_line_ends_become_one_kind() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"


def test_a_text_that_breaks_the_encoding_of_its_mark_is_refused() -> None:
    with pytest.raises(UndecodableError, match="does not fit"):
        decode(codecs.BOM_UTF8 + b"na\xefve")


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x7fELF\x02\x01\x01\x00\x00\x00", bytes(range(32)) * 20],
)
def test_binary_files_are_refused(content: bytes) -> None:
    assert looks_binary(content)
    with pytest.raises(UndecodableError, match="binary"):
        decode(content)


def test_text_with_a_form_feed_or_an_escape_is_no_binary_file() -> None:
    assert not looks_binary(b"page one\x0cpage two \x1b[1mbold\x1b[0m")


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""
