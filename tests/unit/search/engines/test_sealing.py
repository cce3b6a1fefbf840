"""Checksums around a commit: there when it is done, gone when it was cut off, and never of files that come and go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.engines.sealing import check_files, is_sealed, missing_files, sealed_anew, sealed_files


def commit(build: Path, **files: str) -> None:
    """Write files in what counts as a commit."""
    with sealed_anew(build, replaced=("meta",), passing=("lock",)):
        for name, content in files.items():
            (build / name).write_text(content)


def test_a_commit_seals_all_files_but_those_that_come_and_go(tmp_path: Path) -> None:
    commit(tmp_path, segment="words", meta="1", lock="")
    assert [path.name for path in sealed_files(tmp_path)] == ["meta", "segment", "checksums.json"]
    assert check_files(tmp_path).files == 2


def test_a_file_that_a_commit_writes_again_gets_a_new_checksum_and_others_keep_theirs(tmp_path: Path) -> None:
    commit(tmp_path, segment="words", meta="1")
    (tmp_path / "segment").write_text("wards")
    commit(tmp_path, meta="2", another="more")
    (fault,) = check_files(tmp_path).faults
    assert "segment is not as it was written" in fault


def test_a_file_that_is_gone_is_a_fault_until_a_commit_is_without_it(tmp_path: Path) -> None:
    commit(tmp_path, segment="words", meta="1")
    (tmp_path / "segment").unlink()
    (fault,) = check_files(tmp_path).faults
    assert "segment cannot be read (No such file or directory)" in fault
    commit(tmp_path, meta="2")
    assert check_files(tmp_path).faults == ()


def test_a_commit_that_was_cut_off_leaves_nothing_that_vouches_for_its_files(tmp_path: Path) -> None:
    commit(tmp_path, segment="words", meta="1")
    with pytest.raises(ZeroDivisionError), sealed_anew(tmp_path, replaced=("meta",), passing=()):
        raise ZeroDivisionError
    assert not is_sealed(tmp_path)
    assert check_files(tmp_path).files == 0
    assert sealed_files(tmp_path) == ()


def test_checksums_that_cannot_be_read_are_a_fault(tmp_path: Path) -> None:
    commit(tmp_path, segment="words")
    (tmp_path / "checksums.json").write_text('{"segm')
    (fault,) = check_files(tmp_path).faults
    assert "checksums.json cannot be read" in fault


def test_presence_and_sizes_tell_what_is_gone_or_cut_short_and_nothing_else(tmp_path: Path) -> None:
    commit(tmp_path, segment="words", meta="1", another="more")
    assert missing_files(tmp_path) == ()
    (tmp_path / "another").write_text("mare")
    assert missing_files(tmp_path) == ()
    (tmp_path / "segment").write_text("word")
    (tmp_path / "meta").unlink()
    gone, short = missing_files(tmp_path)
    assert "meta cannot be read (No such file or directory)" in gone
    assert "segment has 4 bytes and not the 5 that were written" in short


def test_checksums_that_were_written_without_sizes_still_count(tmp_path: Path) -> None:
    commit(tmp_path, segment="words")
    sealed = tmp_path / "checksums.json"
    sealed.write_text(json.dumps({name: one.split()[0] for name, one in json.loads(sealed.read_text()).items()}))
    assert check_files(tmp_path).faults == missing_files(tmp_path) == ()
    (tmp_path / "segment").write_text("wards")
    assert len(check_files(tmp_path).faults) == 1
