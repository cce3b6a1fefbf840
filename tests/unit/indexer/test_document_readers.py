"""PDF, word processors' files and books: their words and blocks, and the reason where they cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import UnreadableError, UnreadableRecord
from indexer.structure import StructuredText
from tests.unit.indexer.made_files import EPUB, OPENDOCUMENT, pdf_file, word_file, zip_file
from tests.unit.indexer.structured import assert_blocks_cover, read_all, read_one


def blocks_of(source: StructuredText) -> list[tuple[str, str]]:
    assert_blocks_cover(source)
    return [(block.kind.value, source.block_text(block)) for block in source.blocks]


def test_the_pages_of_a_pdf_are_one_text_and_its_title_counts(tmp_path: Path) -> None:
    source = read_one(pdf_file(tmp_path / "a.pdf", "It sails.", "", "It sails no more.", title="The Ferry"))
    assert_blocks_cover(source)
    assert source.text == "It sails.\n\nIt sails no more."
    assert source.metadata == {"title": "The Ferry"}


def test_pages_of_a_pdf_without_a_text_layer_are_named(tmp_path: Path) -> None:
    source, missing = read_all(pdf_file(tmp_path / "a.pdf", "It sails.", None, "No more.", None))
    assert isinstance(source, StructuredText)
    assert isinstance(missing, UnreadableRecord)
    assert missing.reason == "no text layer on pages 2, 4; run a text recognition over the file"


def test_a_pdf_of_pictures_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="none of its 2 pages has a text layer; run a text recognition"):
        read_all(pdf_file(tmp_path / "a.pdf", None, None))


def test_a_pdf_of_one_picture_says_so_of_its_only_page(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="its only page has no text layer; run a text recognition"):
        read_all(pdf_file(tmp_path / "a.pdf", None))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.epub", "a.zip", "a.rtf"])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nxref\ngarbage", b"PK\x03\x04 cut off", b"words, no more"])
def test_a_damaged_file_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"cannot be|does not begin"):
        read_all(path)


def test_a_pdf_cut_off_at_any_place_gives_words_or_a_reason(tmp_path: Path) -> None:
    whole = pdf_file(tmp_path / "a.pdf", "It sails.", "It sails no more.").read_bytes()
    refused = 0
    for length in range(0, len(whole), 97):
        (tmp_path / "cut.pdf").write_bytes(whole[:length])
        try:
            assert all(isinstance(source, StructuredText) for source in read_all(tmp_path / "cut.pdf"))
        except UnreadableError:
            refused += 1
    assert refused


def test_a_word_document_gives_its_blocks_and_title(tmp_path: Path) -> None:
    source = read_one(word_file(tmp_path / "a.docx"))
    assert blocks_of(source) == [
        ("heading", "Sunday"),
        ("paragraph", "It does not sail."),
        ("list item", "No crew"),
        ("table row", "Monday\t9:00"),
        ("paragraph", "Ada Birch"),
    ]
    assert source.metadata == {"title": "Minutes of the ferry"}


def test_an_opendocument_text_gives_its_blocks(tmp_path: Path) -> None:
    source = read_one(zip_file(tmp_path / "a.odt", {"content.xml": OPENDOCUMENT}))
    assert blocks_of(source) == [
        ("heading", "Sunday"),
        ("paragraph", "It  does\nnot\nsail."),
        ("list item", "No crew"),
        ("table row", "Monday\t9:00"),
    ]


def test_xml_entities_are_not_unfolded(tmp_path: Path) -> None:
    bomb = OPENDOCUMENT.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n', 1)
    source = read_one(zip_file(tmp_path / "a.odt", {"content.xml": bomb.replace("Monday", "&b;Monday")}))
    assert "aaaa" not in source.text


def test_the_chapters_of_a_book_stand_in_the_order_of_its_spine(tmp_path: Path) -> None:
    source = read_one(zip_file(tmp_path / "a.epub", EPUB))
    assert [words for _, words in blocks_of(source)] == ["One", "It sails – once.", "Two", "It sails no more."]
    assert source.metadata == {"title": "The Ferry", "authors": '["Ada Birch"]'}


def test_a_book_without_one_of_its_chapters_is_refused(tmp_path: Path) -> None:
    broken = {name: content for name, content in EPUB.items() if "one" not in name}
    with pytest.raises(UnreadableError, match=r"its part 'OEBPS/one\.xhtml' is missing"):
        read_all(zip_file(tmp_path / "a.epub", broken))


def test_rich_text_loses_its_marks_and_keeps_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1252 {\b Caf\'e9} \u8211? it sails.\par Ada}")
    source = read_one(path)
    assert source.text.split() == ["Café", "–", "it", "sails.", "Ada"]
    assert_blocks_cover(source)


def test_rich_text_with_a_character_beyond_all_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 It \u99999999999? sails.}")
    with pytest.raises(UnreadableError, match="cannot be read as RTF"):
        read_all(path)
