"""What is said of a source's encoding and characters, while none of them is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.encoding import UndecodableError, decode
from indexer.run.progress import SilentReporter
from indexer.run.reading_notes import reading_notes
from indexer.run.stores import open_stores
from indexer.run.summary import noted_lines
from indexer.run.sync import RunRequest, synchronize
from search.catalog import NotedSource
from search.settings import Settings
from search.source_notes import NoteKind, SourceNote, note_message
from tests.unit.indexer.structured import plain_text

LETTER = "Dear Wilma,\nthe café in Köln is shut, isn’t it?\nI had hoped to see you there.\nYours, Tom"


@pytest.mark.parametrize("misread_as", ["cp1252", "latin-1", "cp1250"])
def test_words_that_were_decoded_wrongly_before_are_reported_and_stand_as_they_are(misread_as: str) -> None:
    source = plain_text("Wir fahren nach Köln, d’accord?".encode().decode(misread_as))
    text = source.text
    (note,) = reading_notes(source)
    assert (note.kind, note.count, note.read_as) == (NoteKind.MISDECODED, 2, "Köln,")
    assert source.text == text
    assert "Köln" in note_message(note)


@pytest.mark.parametrize(
    "text",
    [
        "Ça va ? « Élève », dit-il : « où êtes-vous ? » – à l’Œuvre…",
        "„Größe“, sagte Frau Müßig; 20 °C, 5 €, §12.",
        "Привет, как дела? Ελληνικά γράμματα. 你好，世界。 日本語の手紙です。",
        "Zażółć gęślą jaźń. Příliš žluťoučký kůň. Ünlü İstanbul’da. E = mc², ½ × 3 ± 1",
        "MAÑANA ¿QUÉ? ¡ÁNIMO! ÅNGSTRÖM, SØREN ÆØÅ 🙂🙂 👨‍👩‍👧",
    ],
)
def test_rare_characters_rightly_decoded_are_not_reported(text: str) -> None:
    assert reading_notes(plain_text(text)) == ()


def test_replacement_characters_and_stray_marks_are_counted() -> None:
    lost, stray = reading_notes(plain_text("The caf\ufffd in K\ufffdln.\n\ufeffDear Ada"))
    assert (lost.kind, lost.count) == (NoteKind.REPLACED, 2)
    assert (stray.kind, stray.count) == (NoteKind.STRAY_MARKS, 1)


def test_a_page_that_says_latin_1_and_is_windows_1252_is_read_so_and_it_is_said() -> None:
    decoded = decode(LETTER.encode("cp1252"), declared="ISO-8859-1")
    assert decoded.text == LETTER
    assert decoded.notes == (SourceNote(NoteKind.OTHER_THAN_DECLARED, 0, "ISO-8859-1", "windows-1252"),)


@pytest.mark.parametrize(("text", "declared"), [("café", "iso-8859-1"), ("plain", "utf-16")])
def test_a_declaration_that_makes_no_difference_is_not_worth_a_note(text: str, declared: str) -> None:
    assert decode(text.encode("latin-1"), declared=declared).notes == ()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_an_encoding_that_nothing_states_is_said(encoding: str) -> None:
    (note,) = decode(LETTER.encode(encoding)).notes
    assert note.kind is NoteKind.GUESSED_ENCODING


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_is_marked_or_utf_8_needs_no_note(encoding: str) -> None:
    assert decode(LETTER.encode(encoding)).notes == ()


def test_lines_in_utf_8_and_lines_in_another_encoding_are_each_read_as_what_they_are() -> None:
    appended = "Später schrieb er: „Nein“.\nDann aß sie Käse.\n"
    decoded = decode(f"{LETTER}\n".encode() + appended.encode("cp1252"))
    assert decoded.text == f"{LETTER}\n{appended}"
    assert decoded.notes == (SourceNote(NoteKind.MIXED_ENCODINGS, 1, "UTF-8", "windows-1252"),)


def test_a_text_cut_off_within_a_character_is_not_read_in_another_encoding_for_it() -> None:
    decoded = decode(f"{LETTER}\nUnd nach K".encode() + "ö".encode()[:1])
    assert decoded.text.startswith(LETTER)
    assert [note.kind for note in decoded.notes] == [NoteKind.MIXED_ENCODINGS]


def test_bytes_that_fit_nothing_are_still_no_text() -> None:
    with pytest.raises(UndecodableError):
        decode(b"caf\xe9 \x00\x01\x02\x03 " + "é".encode())


def test_a_run_tells_which_sources_have_notes_and_the_index_remembers(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "trip.txt").write_text("Wir fahren nach KÃ¶ln.", encoding="utf-8")
    (corpus / "good.txt").write_text(LETTER, encoding="utf-8")
    settings = Settings(corpus=(corpus,), index=tmp_path / "index")
    noted = synchronize(settings, RunRequest(), SilentReporter()).noted
    assert [one.name for one in noted] == ["trip.txt"]
    with open_stores(settings) as stores, stores.catalog.at(stores.committed) as reader:
        assert reader.noted_sources() == noted
        assert len(reader.source_ids()) == 2


def test_of_many_sources_with_notes_the_first_are_named_and_the_others_counted() -> None:
    note = SourceNote(NoteKind.REPLACED, 1, "caf\ufffd")
    lines = noted_lines([NotedSource(f"{number}.txt", (note,)) for number in range(12)])
    assert len(lines) == 11
    assert lines[-1].startswith("2 further sources")
