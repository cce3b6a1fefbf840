"""Corrections beside sources: applied, noticed when they change, named when they fail, never indexed themselves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indexer.identity import source_id
from indexer.run.summary import RunSummary
from search.model import Document, Source
from search.results import SearchRequest
from tests.reliability.indexes import Dossier, faults
from tests.reliability.small_dossier import LETTER, RECORDS, records_text

CORRECTION = '[[document]]\nstarts = "Dear Mr Quill"\nauthors = ["Ada Marsh, harbour mistress"]\ndate = "2014-05"\n'


def reasons(summary: RunSummary) -> dict[str, str]:
    return {Path(failure.path).name: failure.reason for failure in summary.failures}


def documents(dossier: Dossier, source_name: str) -> tuple[Document, ...]:
    return whole_source(dossier, source_name)[1]


def whole_source(dossier: Dossier, source_name: str) -> tuple[Source, tuple[Document, ...]]:
    searcher = dossier.searcher()
    try:
        view = searcher.source(source_id(source_name))
        return view.source, view.documents
    finally:
        searcher.close()


def test_adding_changing_and_removing_a_correction_reads_its_source_again_and_no_other(dossier: Dossier) -> None:
    dossier.index()
    (found,) = documents(dossier, "letters/1.txt")
    correction = dossier.write("letters/1.txt.flori.toml", CORRECTION)
    added = dossier.index()
    assert (added.changed, added.files_read, added.failures) == (1, 1, ())
    (corrected,) = documents(dossier, "letters/1.txt")
    assert corrected.id == found.id, "a correction of author or date keeps the address"
    assert corrected.authors == ("Ada Marsh, harbour mistress",)
    assert (corrected.date.known_from, corrected.by_hand) == ("set by hand", ("authors", "date"))
    correction.write_text(CORRECTION.replace("2014-05", "2014"), encoding="utf-8")
    assert dossier.index().changed == 1
    assert documents(dossier, "letters/1.txt")[0].date.edtf == "2014"
    assert not dossier.index().committed
    correction.unlink()
    assert dossier.index().changed == 1
    assert documents(dossier, "letters/1.txt") == (found,)
    assert faults(dossier.settings) == ()


def test_a_correction_whose_time_alone_changed_changes_nothing(dossier: Dossier) -> None:
    correction = dossier.write("letters/1.txt.flori.toml", CORRECTION)
    dossier.index()
    correction.touch()
    summary = dossier.index()
    assert (summary.committed, summary.files_read) == (False, 1)
    assert dossier.index().files_read == 0


def test_a_correction_whose_words_are_gone_names_them_and_the_version_before_stays(dossier: Dossier) -> None:
    dossier.write("letters/1.txt.flori.toml", CORRECTION)
    dossier.index()
    dossier.write("letters/1.txt", LETTER.replace("Dear Mr Quill", "Dear Sirs").replace("Monday", "Tuesday"))
    for _ in range(2):
        summary = dossier.index()
        assert "the words “Dear Mr Quill” (starts) do not occur in the source" in reasons(summary)["1.txt"]
        assert "1.txt.flori.toml beside it cannot be applied" in reasons(summary)["1.txt"]
    searcher = dossier.searcher()
    try:
        assert searcher.search(SearchRequest(q="since Monday")).passages == 1
        assert searcher.search(SearchRequest(q='"since Tuesday"')).passages == 0
    finally:
        searcher.close()


def test_a_run_limited_to_a_correction_reads_its_source(dossier: Dossier) -> None:
    dossier.index()
    dossier.write("page.html", "<p>Not to be read now.</p>")
    correction = dossier.write("letters/1.txt.flori.toml", CORRECTION)
    assert dossier.index(correction).files_read == 1
    assert documents(dossier, "letters/1.txt")[0].by_hand == ("authors", "date")


def test_a_correction_that_is_no_toml_keeps_out_its_source_only(dossier: Dossier) -> None:
    dossier.write("page.html.flori.toml", "[source\n")
    summary = dossier.index()
    assert set(reasons(summary)) == {"page.html"}
    assert summary.added == 4


def test_a_correction_without_its_source_is_reported_and_never_indexed(dossier: Dossier) -> None:
    dossier.write("letters/2.txt.flori.toml", CORRECTION)
    summary = dossier.index()
    assert set(reasons(summary)) == {"2.txt.flori.toml"}
    assert "it corrects 2.txt, and there is no file of that name beside it" in reasons(summary)["2.txt.flori.toml"]
    dossier.write("letters/2.txt", LETTER)
    assert reasons(dossier.index()) == {}


def test_records_of_a_bulk_file_take_what_can_be_true_of_all_of_them(dossier: Dossier) -> None:
    dossier.write(
        "news.jsonl.flori.toml",
        '[source]\nurl = "https://gazette.example/"\nretrieved = "2026-05-14"\n'
        '[every_document]\nthread = "Ferry"\nauthors = ["Gazette"]\n',
    )
    assert dossier.index().failures == ()
    source, (document,) = whole_source(dossier, "news.jsonl#n1")
    assert (source.url, source.retrieved) == ("https://gazette.example/", "2026-05-14")
    assert (document.thread, document.authors) == ("Ferry", ("Gazette",))
    dossier.write("news.jsonl", records_text([*RECORDS, {**RECORDS[0], "id": "n3"}]))
    assert (dossier.index().added, dossier.index().committed) == (1, False)


@pytest.mark.parametrize("correction", [CORRECTION, '[source]\ntitle = "News"\n', "[source]\nonly_listed = true\n"])
def test_what_can_be_true_of_one_text_only_is_refused_beside_a_bulk_file(dossier: Dossier, correction: str) -> None:
    dossier.write("news.jsonl.flori.toml", correction)
    summary = dossier.index()
    assert "the file holds many sources" in reasons(summary)["news.jsonl"]
    assert summary.added == 3


def test_corrections_inside_an_archive_are_refused_and_named(dossier: Dossier) -> None:
    with zipfile.ZipFile(dossier.corpus / "papers.zip", "w") as archive:
        archive.writestr("a.txt", "The barge sails too.")
        archive.writestr("a.txt.flori.toml", CORRECTION)
    assert reasons(dossier.index()) == {
        "papers.zip#a.txt.flori.toml": "corrections in an archive are not applied; unpack it into the corpus"
    }


def test_what_is_attached_to_a_message_knows_where_the_message_was_collected(dossier: Dossier) -> None:
    message = (
        "From: ada@ferry.example\nTo: otto@ferry.example\nSubject: Timetable\nDate: Mon, 5 May 2014 09:00:00 +0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        "--x\nContent-Type: text/plain\n\nThe timetable is attached.\n"
        '--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="times.txt"\n\nFriday.\n--x--\n'
    )
    dossier.write("message.eml", message)
    correction = '[source]\nurl = "https://ferry.example/m/1"\n[every_document]\nauthors = ["Ada Marsh"]\n'
    dossier.write("message.eml.flori.toml", correction)
    assert dossier.index().failures == ()
    message_source, (mail,) = whole_source(dossier, "message.eml")
    attached_source, (attached,) = whole_source(dossier, "message.eml#times.txt")
    assert message_source.url == attached_source.url == "https://ferry.example/m/1"
    assert (mail.authors, attached.authors) == (("Ada Marsh",), ())


def test_a_former_version_still_says_what_was_set_by_hand(dossier: Dossier) -> None:
    dossier.write("letters/1.txt.flori.toml", CORRECTION)
    dossier.index()
    (document,) = documents(dossier, "letters/1.txt")
    (dossier.corpus / "letters/1.txt").unlink()
    (dossier.corpus / "letters/1.txt.flori.toml").unlink()
    dossier.index()
    searcher = dossier.searcher()
    try:
        assert searcher.former(document.id).document.by_hand == ("authors", "date")
    finally:
        searcher.close()
