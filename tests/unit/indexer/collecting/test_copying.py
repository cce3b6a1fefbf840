"""Copying files and folders into the corpus: nothing is overwritten, and each says when it came."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from indexer.collecting import Added, NotAdded, add_path, adding
from indexer.collecting.record import collecting_record
from indexer.curation import parse_correction
from indexer.readers import UNREAD_FORMAT


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "a.txt").write_text("The ferry sails.", encoding="utf-8")
    return made


def added_below(corpus: Path, path: Path) -> list[str]:
    outcomes = list(add_path(path, corpus))
    assert all(isinstance(outcome, Added) for outcome in outcomes), outcomes
    return [outcome.path.relative_to(corpus).as_posix() for outcome in outcomes if isinstance(outcome, Added)]


def test_a_file_is_copied_and_the_record_says_when_and_privately_from_where(corpus: Path, papers: Path) -> None:
    assert added_below(corpus, papers / "a.txt") == ["a.txt"]
    assert (corpus / "a.txt").read_text(encoding="utf-8") == "The ferry sails."
    record = (corpus / "a.txt.flori.toml").read_bytes()
    assert f"# Copied from {papers / 'a.txt'}." in record.decode()
    assert list(parse_correction(record).source) == ["retrieved"]


def test_a_folder_is_copied_with_its_folders_its_corrections_and_without_what_runs_pass_over(
    corpus: Path, papers: Path
) -> None:
    (papers / "letters").mkdir()
    (papers / "letters" / "b.txt").write_text("It does not.", encoding="utf-8")
    kept = '[source]\nurl = "https://ferry.example/b"\n'
    (papers / "letters" / "b.txt.flori.toml").write_text(kept, encoding="utf-8")
    (papers / ".hidden.txt").write_text("No.", encoding="utf-8")
    assert added_below(corpus, papers) == ["papers/a.txt", "papers/letters/b.txt"]
    assert (corpus / "papers/letters/b.txt.flori.toml").read_text(encoding="utf-8") == kept


def test_the_same_again_is_there_already_and_other_content_gets_another_name(corpus: Path, papers: Path) -> None:
    added_below(corpus, papers / "a.txt")
    (again,) = add_path(papers / "a.txt", corpus)
    assert again == Added(str(papers / "a.txt"), corpus / "a.txt", was_there=True)
    (papers / "a.txt").write_text("The ferry is sold.", encoding="utf-8")
    assert added_below(corpus, papers / "a.txt") == ["a-2.txt"]
    assert added_below(corpus, papers / "a.txt") == ["a-2.txt"]
    assert (corpus / "a.txt").read_text(encoding="utf-8") == "The ferry sails."


def test_corrections_without_their_file_are_not_given_to_another(corpus: Path, papers: Path) -> None:
    (corpus / "a.txt.flori.toml").write_text("[source]\n", encoding="utf-8")
    assert added_below(corpus, papers / "a.txt") == ["a-2.txt"]


def test_who_was_stopped_before_the_record_was_written_gets_it_the_next_time(corpus: Path, papers: Path) -> None:
    added_below(corpus, papers / "a.txt")
    (corpus / "a.txt.flori.toml").unlink()
    added_below(corpus, papers / "a.txt")
    assert (corpus / "a.txt.flori.toml").is_file()


def test_without_room_for_the_record_there_is_no_file_either(
    corpus: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_new = adding.place_new

    def full(target: Path, content: object) -> None:
        if target.name.endswith(".toml"):
            raise OSError(errno.ENOSPC, "No space left on device")
        place_new(target, content)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "place_new", full)
    (outcome,) = add_path(papers / "a.txt", corpus)
    assert isinstance(outcome, NotAdded)
    assert "No space left on device" in outcome.reason
    assert list(corpus.iterdir()) == []


def test_what_nothing_reads_and_what_is_not_there_is_named(corpus: Path, papers: Path) -> None:
    (papers / "picture.png").write_bytes(b"\x89PNG")
    (papers / "binary.txt").write_bytes(b"\x7fELF\0\0\0\1" * 100)
    outcomes = {Path(one.given).name: one for one in add_path(papers, corpus)}
    assert isinstance(outcomes["a.txt"], Added)
    assert outcomes["picture.png"] == NotAdded(str(papers / "picture.png"), UNREAD_FORMAT)
    binary = outcomes["binary.txt"]
    assert isinstance(binary, NotAdded)
    assert "it is a binary file" in binary.reason
    (missing,) = add_path(papers / "missing.txt", corpus)
    assert missing == NotAdded(str(papers / "missing.txt"), "there is no such file or folder")


def test_a_folder_is_not_copied_into_itself(papers: Path) -> None:
    (papers / "inner").mkdir()
    (outcome,) = add_path(papers, papers / "inner")
    assert isinstance(outcome, NotAdded)
    assert outcome.reason == f"it holds {papers / 'inner'} itself"


def test_a_record_is_a_correction_whatever_the_path_is_made_of() -> None:
    record = collecting_record("2026-05-14T09:30:00+00:00", copied_from='/a "b"\n[source]\x1b')
    assert parse_correction(record).source == {"retrieved": "2026-05-14T09:30:00+00:00"}
