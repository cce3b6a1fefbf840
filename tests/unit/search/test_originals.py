"""The original file of a source is given out only while it is there and within its corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.catalog import SourceEntry
from search.documents.originals import original_file
from search.errors import NotFoundError


def _entry(path: Path, root: Path) -> SourceEntry:
    return SourceEntry("0" * 16, path.name, str(path), str(root), "text/plain", "", None, None, "letters", 1, 1)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A corpus folder beside a file that is not of it."""
    (tmp_path / "private.txt").write_text("not for you")
    folder = tmp_path / "dossier"
    folder.mkdir()
    return folder


def test_a_file_in_its_corpus_is_given_with_its_media_type(dossier: Path) -> None:
    path = dossier / "letter.txt"
    path.write_text("Dear Sir")
    assert original_file(_entry(path, dossier)) == (path, "text/plain")


def test_a_file_that_was_indexed_by_itself_is_its_own_corpus(dossier: Path) -> None:
    path = dossier / "letter.txt"
    path.write_text("Dear Sir")
    assert original_file(_entry(path, path)) == (path, "text/plain")


def test_a_file_that_is_gone_is_named(dossier: Path) -> None:
    with pytest.raises(NotFoundError, match=r"'letter\.txt' is no longer in the corpus"):
        original_file(_entry(dossier / "letter.txt", dossier))


def test_a_folder_in_its_place_is_no_file(dossier: Path) -> None:
    (dossier / "letter.txt").mkdir()
    with pytest.raises(NotFoundError, match="no longer in the corpus"):
        original_file(_entry(dossier / "letter.txt", dossier))


def test_a_link_out_of_the_corpus_is_refused(dossier: Path) -> None:
    path = dossier / "letter.txt"
    path.symlink_to(dossier.parent / "private.txt")
    with pytest.raises(NotFoundError, match="leads out of the corpus"):
        original_file(_entry(path, dossier))


def test_a_path_that_climbs_out_of_the_corpus_is_refused(dossier: Path) -> None:
    with pytest.raises(NotFoundError, match="leads out of the corpus"):
        original_file(_entry(dossier / ".." / "private.txt", dossier))
