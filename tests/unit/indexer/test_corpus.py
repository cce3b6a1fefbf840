"""The corpus on disk: what is taken in, what is passed over, and what is refused with a reason."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.corpus.walking import Walk, walk
from indexer.curation.beside import read_beside


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def reasons(found: Walk) -> dict[str, str]:
    return {Path(failure.path).name: failure.reason for failure in found.refused}


def test_files_are_named_by_their_path_below_the_root_and_come_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b/z.txt", "b/a.txt", "a.txt", "c.txt")
    found = walk([tmp_path])
    assert list(found.files) == ["a.txt", "c.txt", "b/a.txt", "b/z.txt"]
    assert found.files["b/z.txt"].path == str(tmp_path / "b/z.txt")
    assert found.files["b/z.txt"].root == str(tmp_path)
    assert found.files["b/z.txt"].size == len("b/z.txt")


def test_hidden_and_temporary_files_and_corrections_by_hand_are_passed_over(tmp_path: Path) -> None:
    passed_over = (".hidden.txt", ".git/config", ".flori/index/catalog.sqlite", "a.txt~", "#a.txt#", ".a.txt.swp")
    passed_over += ("~$a.docx", "a.tmp", "download.crdownload", "a.txt.flori.toml", "Thumbs.db", "__MACOSX/a.txt")
    write(tmp_path, "a.txt", "tmp.txt", "swp", *passed_over)
    found = walk([tmp_path])
    assert list(found.files) == ["a.txt", "swp", "tmp.txt"]
    assert not found.refused


def test_a_correction_changes_the_state_of_its_file_and_is_none_itself(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "b.txt.flori.toml")
    first = walk([tmp_path])
    assert [bool(file.correction) for file in first.files.values()] == [False, True]
    (tmp_path / "b.txt.flori.toml").write_text("[source]\n")
    second = walk([tmp_path])
    assert first.files["a.txt"] == second.files["a.txt"]
    assert first.files["b.txt"] != second.files["b.txt"]


def test_a_correction_without_its_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "letters/b.txt.flori.toml", ".c.txt.flori.toml")
    (refused,) = walk([tmp_path]).refused
    assert refused.path == str(tmp_path / "letters/b.txt.flori.toml")
    assert "it corrects b.txt, and there is no file of that name beside it" in refused.reason


def test_a_file_may_be_a_root_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "letters/a.txt")
    (file,) = walk([tmp_path / "letters/a.txt"]).files.values()
    assert (file.name, file.root) == ("a.txt", str(tmp_path / "letters/a.txt"))


def test_limits_leave_the_names_as_they_are_and_everything_else_out(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "a/2.txt", "ab/3.txt", "4.txt")
    assert list(walk([tmp_path], [tmp_path / "a"]).files) == ["a/1.txt", "a/2.txt"]
    assert list(walk([tmp_path], [tmp_path / "a/2.txt", tmp_path / "4.txt"]).files) == ["4.txt", "a/2.txt"]


def test_the_index_folder_is_no_part_of_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "my index/catalog.sqlite")
    assert list(walk([tmp_path], index=tmp_path / "my index").files) == ["a.txt"]


def test_a_link_out_of_the_root_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "elsewhere/b.txt", "root/a.txt")
    (tmp_path / "root/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "root/folder").symlink_to(tmp_path / "elsewhere")
    found = walk([tmp_path / "root"])
    assert list(found.files) == ["a.txt"]
    assert "out of the corpus" in reasons(found)["out.txt"]
    assert "out of the corpus" in reasons(found)["folder"]


def test_a_link_within_the_root_is_passed_over_since_its_target_is_found_itself(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a/1.txt")
    (tmp_path / "a/round").symlink_to(tmp_path)
    found = walk([tmp_path])
    assert list(found.files) == ["a/1.txt"]
    assert not found.refused


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    assert "does not exist" in reasons(walk([tmp_path]))["gone.txt"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "here").symlink_to("there")
    (tmp_path / "there").symlink_to("here")
    assert set(reasons(walk([tmp_path])).values()) == {"it is a link that leads back to itself"}


def test_a_file_whose_name_leaves_no_room_for_a_correction_beside_it_has_none(tmp_path: Path) -> None:
    name = "n" * 250 + ".txt"
    write(tmp_path, name)
    found = walk([tmp_path])
    assert found.files[name].correction == ""
    assert read_beside(tmp_path / name) is None


def test_what_is_neither_file_nor_folder_is_refused_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(walk([tmp_path])) == {"pipe.txt": "it is neither a file nor a folder"}


def test_a_name_that_is_not_utf_8_is_refused_in_words_that_can_be_printed(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9.txt"))).write_text("x", encoding="utf-8")
    (failure,) = walk([tmp_path]).refused
    assert failure.path.endswith("\\xe9.txt")
    assert "UTF-8" in failure.reason


def test_two_spellings_of_an_accent_are_one_name(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", "café.txt"))
    assert list(walk([tmp_path]).files) == [unicodedata.normalize("NFC", "café.txt")]


def test_the_second_file_of_a_name_is_refused_with_the_place_of_the_first(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt")
    found = walk([tmp_path / "one", tmp_path / "two"])
    assert found.files["a.txt"].root == str(tmp_path / "one")
    assert str(tmp_path / "one/a.txt") in reasons(found)["a.txt"]


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "closed/a.txt", "b.txt")
    list_folder = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)  # permissions do not bind a superuser, who may run the tests
    found = walk([tmp_path])
    assert list(found.files) == ["b.txt"]
    assert reasons(found) == {"closed": "the folder cannot be listed: Permission denied"}


def test_folders_may_be_nested_deeper_than_python_calls_may_be(tmp_path: Path) -> None:
    deep = tmp_path / "/".join("d" * 900)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x", encoding="utf-8")
    assert len(walk([tmp_path]).files) == 1
