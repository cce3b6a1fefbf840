"""Everything that goes wrong with files, in one dossier at once: each is named, and nothing else suffers."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.run import reading
from search.results import SearchRequest
from tests.reliability.indexes import Dossier, dossier_in, faults

HUGE_BYTES = 200_000_000


def one_line(path: Path) -> None:
    """A line without end that begins as text does; after that it is a hole, which takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"words " * 10_000)
        file.truncate(HUGE_BYTES)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 20_000_000)


def not_json(path: Path) -> None:
    path.write_text('{"id": "1", "text": \n', encoding="utf-8")


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "binary.txt": (lambda path: path.write_bytes(b"\x7fELF\0\0\0\1" * 100), "it is a binary file"),
    "bomb.zip": (bomb, "as no document does"),
    "corrupt.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n%%EOF"), "PDF"),
    "encoding.txt": (lambda path: path.write_bytes("\ufeffFähre".encode("utf-16")[:-1]), "does not fit the encoding"),
    "huge.txt": (one_line, "200,000,000 bytes, and 64,000,000 are allowed"),
    "line.jsonl": (one_line, "it is longer than 32000000 bytes"),
    "records.jsonl": (not_json, "it is not JSON"),
    "corrected.txt": (
        lambda path: path.with_name("corrected.txt.flori.toml").write_text("[source\n", encoding="utf-8"),
        "cannot be read as TOML",
    ),
}


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """A dossier of readable files, which has been indexed."""
    made = dossier_in(tmp_path)
    for name in WRONG:
        if name.endswith(".jsonl"):
            made.write(name, json.dumps({"id": "1", "text": f"The ferry of {name} sails."}) + "\n")
        elif name.endswith(".zip"):
            with zipfile.ZipFile(made.corpus / name, "w") as archive:
                archive.writestr("a.txt", f"The ferry of {name} sails.")
        elif not name.endswith(".pdf"):
            made.write(name, f"The ferry of {name} sails.")
    made.write("zebra.txt", "The ferry of zebra.txt sails.")
    assert made.index().failures == ()
    return made


def found(dossier: Dossier, query: str) -> set[str]:
    searcher = dossier.searcher()
    try:
        return {hit.source_name for hit in searcher.search(SearchRequest(q=query, size=100)).hits}
    finally:
        searcher.close()


def status(dossier: Dossier) -> tuple[list[dict[str, str]], str]:
    """What `flori status` says could not be read: for programs and for a person."""
    failures: list[dict[str, str]] = json.loads(dossier.flori("status", "--format", "json").stdout)["failures"]
    return failures, dossier.flori("status").stderr


def test_each_is_named_with_its_reason_the_rest_is_indexed_and_the_versions_before_stay(dossier: Dossier) -> None:
    before = found(dossier, "ferry")
    for name, (spoil, _) in WRONG.items():
        spoil(dossier.corpus / name)
    dossier.write("new.txt", "The new ferry sails.")
    summary = dossier.index()
    reasons = {Path(failure.path).name.partition("#")[0]: failure.reason for failure in summary.failures}
    assert set(reasons) == set(WRONG)
    for name, (_, expected) in WRONG.items():
        assert expected in reasons[name]
    assert found(dossier, "ferry") == before | {"new.txt"}
    failures, shown = status(dossier)
    assert {Path(failure["path"]).name.partition("#")[0] for failure in failures} == set(WRONG)
    assert all(f"{name}" in shown and reasons[name] in shown for name in WRONG)
    assert dossier.index().failures == summary.failures, "what is wrong stays named until it is mended"
    assert faults(dossier.settings) == ()


def test_what_was_mended_takes_the_place_of_the_version_before(dossier: Dossier) -> None:
    spoil, _ = WRONG["binary.txt"]
    spoil(dossier.corpus / "binary.txt")
    assert len(dossier.index().failures) == 1
    dossier.write("binary.txt", "The barge sails instead.")
    assert dossier.index().failures == ()
    assert "binary.txt" not in found(dossier, "ferry")
    assert found(dossier, "barge") == {"binary.txt"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, whatever its permissions say")
@pytest.mark.parametrize("name", ["zebra.txt", "zebra.txt.flori.toml"])
def test_a_file_that_may_not_be_read_is_named(dossier: Dossier, name: str) -> None:
    dossier.write("zebra.txt.flori.toml", "[source]\n")
    dossier.write("zebra.txt", "The ferry is sold.")
    (dossier.corpus / name).chmod(0)
    (failure,) = dossier.index().failures
    assert Path(failure.path).name == "zebra.txt"
    assert "Permission denied" in failure.reason
    assert "zebra.txt" in found(dossier, "sails")


@pytest.mark.parametrize("name", ["zebra.txt", "zebra.txt.flori.toml"])
def test_a_file_that_the_disk_does_not_give_is_named(
    dossier: Dossier, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.write("zebra.txt.flori.toml", "[source]\n")
    dossier.write("zebra.txt", "The ferry is sold.")
    opened = Path.open

    def failing(path: Path, *how: object, **more: object) -> object:
        if path.name == name:
            raise OSError(5, "Input/output error")
        return opened(path, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    (failure,) = dossier.index().failures
    assert Path(failure.path).name == "zebra.txt"
    assert ("zebra.txt.flori.toml beside it" in failure.reason) is (name != "zebra.txt")
    assert "Input/output error" in failure.reason
    monkeypatch.undo()
    assert "zebra.txt" in found(dossier, "sails")


def test_a_file_that_vanishes_while_it_is_read_keeps_its_version_until_the_next_run(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanishing = dossier.write("zebra.txt", "The ferry is sold.")
    check_size = reading._check_size

    def after_it_vanished(*checked: object) -> None:
        vanishing.unlink()
        check_size(*checked)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_check_size", after_it_vanished)
    (failure,) = dossier.index().failures
    assert "it cannot be opened" in failure.reason
    assert "zebra.txt" in found(dossier, "sails")
    monkeypatch.undo()
    assert dossier.index().removed == 1
    assert "zebra.txt" not in found(dossier, "sails")
