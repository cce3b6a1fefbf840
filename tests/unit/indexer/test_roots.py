"""Which folders a run covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.corpus.roots import choose_scope
from search.errors import OperatorError


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    for name in ("one/inner", "two", "configured"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def test_at_first_the_configured_corpus_is_covered(dossier: Path) -> None:
    scope = choose_scope([], [], [dossier / "configured"])
    assert scope.roots == (dossier / "configured",)
    assert scope.limits is None


def test_without_a_path_all_that_is_remembered_is_covered(dossier: Path) -> None:
    remembered = [str(dossier / "one"), str(dossier / "two")]
    scope = choose_scope([], remembered, [dossier / "configured"])
    assert scope.walked() == (dossier / "one", dossier / "two")
    assert scope.covers(str(dossier / "two/a.txt"), str(dossier / "two"))


def test_a_new_path_is_added_to_what_is_remembered_and_the_run_is_about_it(dossier: Path) -> None:
    scope = choose_scope([dossier / "two"], [str(dossier / "one")], [])
    assert scope.roots == (dossier / "one", dossier / "two")
    assert scope.walked() == (dossier / "two",)
    assert not scope.covers(str(dossier / "one/a.txt"), str(dossier / "one"))


def test_a_path_inside_a_remembered_root_limits_the_run_to_it(dossier: Path) -> None:
    scope = choose_scope([dossier / "one/inner"], [str(dossier / "one")], [])
    assert scope.roots == (dossier / "one",)
    assert scope.covers(str(dossier / "one/inner/a.txt"), str(dossier / "one"))
    assert not scope.covers(str(dossier / "one/a.txt"), str(dossier / "one"))


def test_a_path_around_a_remembered_root_takes_its_place_and_says_so(dossier: Path) -> None:
    scope = choose_scope([dossier], [str(dossier / "one")], [])
    assert scope.roots == (dossier,)
    assert scope.covers(str(dossier / "one/a.txt"), str(dossier / "one"))
    assert str(dossier / "one") in scope.notes[0]


def test_a_remembered_root_that_vanished_is_an_error_and_not_an_empty_folder(dossier: Path) -> None:
    with pytest.raises(OperatorError, match=r"gone is not there.*flori index --forget"):
        choose_scope([], [str(dossier / "one"), str(dossier / "gone")], [])


def test_a_vanished_root_does_not_keep_another_from_being_indexed(dossier: Path) -> None:
    scope = choose_scope([dossier / "two"], [str(dossier / "gone")], [])
    assert scope.walked() == (dossier / "two",)


def test_a_named_path_that_does_not_exist_is_an_error_that_names_it(dossier: Path) -> None:
    with pytest.raises(OperatorError, match=r"no file or folder .*/typo"):
        choose_scope([dossier / "typo"], [], [])


def test_a_named_link_that_leads_back_to_itself_is_an_error_too(dossier: Path) -> None:
    (dossier / "loop").symlink_to("loop")
    with pytest.raises(OperatorError, match=r"no file or folder .*/loop"):
        choose_scope([dossier / "loop"], [], [])


def test_the_configured_corpus_must_exist_too(dossier: Path) -> None:
    with pytest.raises(OperatorError, match=r"/nothing\b"):
        choose_scope([], [], [dossier / "nothing"])


def test_a_forgotten_root_is_remembered_no_more_and_its_files_are_answered_for(dossier: Path) -> None:
    scope = choose_scope([], [str(dossier / "one"), str(dossier / "gone")], [], forgotten=[dossier / "gone"])
    assert scope.roots == (dossier / "one",)
    assert scope.covers(str(dossier / "gone/a.txt"), str(dossier / "gone"))


def test_the_last_root_may_be_forgotten_without_the_configured_corpus_coming_in(dossier: Path) -> None:
    assert choose_scope([], [str(dossier / "one")], [dossier / "two"], forgotten=[dossier / "one"]).roots == ()


def test_forgetting_what_is_not_held_is_an_error_that_lists_what_is(dossier: Path) -> None:
    with pytest.raises(OperatorError, match=r"It holds: .*/one"):
        choose_scope([], [str(dossier / "one")], [], forgotten=[dossier / "two"])


def test_a_rebuild_covers_everything_whatever_was_named(dossier: Path) -> None:
    scope = choose_scope([dossier / "two"], [str(dossier / "one")], [], everything=True)
    assert scope.walked() == (dossier / "one", dossier / "two")


def test_a_relative_path_is_remembered_as_where_it_leads(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dossier / "one")
    assert choose_scope([Path("../two")], [], []).roots == (dossier / "two",)


def test_records_of_a_named_bulk_file_are_within_the_limits(dossier: Path) -> None:
    bulk = dossier / "one/posts.jsonl"
    bulk.touch()
    scope = choose_scope([bulk], [str(dossier / "one")], [])
    assert scope.reaches(f"{bulk}#17")
    assert not scope.reaches(f"{bulk}2")
