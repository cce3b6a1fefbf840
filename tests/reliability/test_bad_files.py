"""Files that cannot be read are named with the reason, all others are indexed, and the last good version stays."""

from __future__ import annotations

import dataclasses
import gzip
import time
import zipfile
from pathlib import Path

import pytest

from indexer.run import reading
from indexer.segmentation import SegmentedSource, segment
from indexer.structure import StructuredText
from search.results import SearchRequest
from tests.reliability.indexes import Dossier, dossier_in

GOOD = "The ferry sails on Friday."


@pytest.fixture
def empty_dossier(tmp_path: Path) -> Dossier:
    return dossier_in(tmp_path)


def limited(dossier: Dossier, **limits: float) -> Dossier:
    return Dossier(dossier.corpus, dataclasses.replace(dossier.settings, **limits))


def reasons(dossier: Dossier) -> dict[str, str]:
    return {Path(failure.path).name: failure.reason for failure in dossier.index().failures}


def hits(dossier: Dossier, query: str) -> int:
    searcher = dossier.searcher()
    try:
        return searcher.search(SearchRequest(q=query)).passages
    finally:
        searcher.close()


def test_each_file_that_cannot_be_read_is_named_and_the_rest_is_indexed(empty_dossier: Dossier) -> None:
    corpus = empty_dossier.corpus
    empty_dossier.write("good.txt", GOOD)
    (corpus / "corrupt.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    (corpus / "binary.txt").write_bytes(b"\x7fELF\0\0\0\1" * 100)
    (corpus / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "words"}\n' * 5000)[:60])
    with zipfile.ZipFile(corpus / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"a" * 40_000_000)
        archive.writestr("kept.txt", "The barge sails too.")
    found = reasons(empty_dossier)
    assert set(found) == {"corrupt.pdf", "binary.txt", "cut.jsonl.gz", "bomb.zip#bomb.txt"}
    assert "it is a binary file" in found["binary.txt"]
    assert "as no document does" in found["bomb.zip#bomb.txt"]
    assert (hits(empty_dossier, "ferry"), hits(empty_dossier, "barge")) == (1, 1)


def test_a_file_beyond_the_size_limit_is_named_and_its_last_version_stays(empty_dossier: Dossier) -> None:
    dossier = limited(empty_dossier, max_file_mb=1)
    dossier.write("growing.txt", GOOD)
    assert reasons(dossier) == {}
    dossier.write("growing.txt", "x" * 2_000_000)
    assert reasons(dossier) == {
        "growing.txt": "it has 2,000,000 bytes, and 1,000,000 are allowed; raise max_file_mb, or divide the file"
    }
    assert hits(dossier, "ferry") == 1


def test_a_source_that_takes_too_long_is_given_up_and_the_others_are_indexed(
    empty_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(source: StructuredText) -> SegmentedSource:
        while source.name == "endless.txt":
            time.sleep(0.01)
        return segment(source)

    monkeypatch.setattr(reading, "segment", endless)
    dossier = limited(empty_dossier, max_read_s=3)
    dossier.write("endless.txt", "Words without end.")
    dossier.write("good.txt", GOOD)
    assert reasons(dossier)["endless.txt"].startswith("reading it took longer than 3 seconds; raise max_read_s")
    assert hits(dossier, "ferry") == 1


def test_a_file_that_vanishes_between_finding_and_reading_is_named(
    empty_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanishing = empty_dossier.write("vanishing.txt", "Words.")
    empty_dossier.write("zebra.txt", GOOD)
    reader_for = reading.reader_for

    def after_it_vanished(path: Path, unpacking: object) -> object:
        vanishing.unlink(missing_ok=True)
        return reader_for(path)

    monkeypatch.setattr(reading, "reader_for", after_it_vanished)
    assert "cannot be opened" in reasons(empty_dossier)["vanishing.txt"]
    assert hits(empty_dossier, "ferry") == 1


def test_a_damaged_version_of_a_file_leaves_the_one_before_it_searchable(empty_dossier: Dossier) -> None:
    with zipfile.ZipFile(empty_dossier.corpus / "papers.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
    assert reasons(empty_dossier) == {}
    content = (empty_dossier.corpus / "papers.zip").read_bytes()
    (empty_dossier.corpus / "papers.zip").write_bytes(content[: len(content) // 2])
    assert "check that it is whole" in reasons(empty_dossier)["papers.zip"]
    assert hits(empty_dossier, "ferry") == 1
