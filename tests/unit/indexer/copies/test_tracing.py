"""Tracing over several runs: what changed is compared anew, and the outcome is that of a fresh build."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import gettempdir

import pytest

from indexer.copies.candidates import MOST_HOLDERS
from indexer.copies.fingerprints import fingerprints, pack
from indexer.copies.tracing import trace_copies
from search.catalog import Catalog, SharedRun, open_catalog
from tests.unit.search.records import made_letter, record_id

Letters = Mapping[str, tuple[str, str | None]]
"""Name -> text and date."""


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """An empty catalog."""
    opened = open_catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}", create=True)
    yield opened
    opened.close()


def commit(catalog: Catalog, generation: int, letters: Letters, *, gone: tuple[str, ...] = ()) -> None:
    """A generation that adds or replaces the letters, each a source of its own, and takes others out."""
    made = [made_letter(name, text, date=date) for name, (text, date) in letters.items()]
    with catalog.writer(generation) as writer:
        writer.remove_sources([record_id(f"{name}.txt") for name in (*letters, *gone)])
        for letter in made:
            letter.add_to(writer)
            if packed := pack(fingerprints(letter.passages)):
                writer.add_fingerprints(letter.document.id, packed)
        trace_copies(writer, Path(gettempdir()), lambda share: None)
        writer.commit()


def found(catalog: Catalog, generation: int, names: Iterator[str] | list[str]) -> set[SharedRun]:
    with catalog.at(generation) as reader:
        return {run for name in names for run in reader.shared_runs(record_id(name))}


def words(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last))


def pairs(runs: set[SharedRun]) -> set[tuple[str, str, int]]:
    return {(run.earlier_id, run.later_id, run.words) for run in runs}


def test_the_earlier_letter_is_named_first_and_the_undated_comes_last(catalog: Catalog) -> None:
    letters = {"undated": (words(0, 20), None), "late": (words(0, 20), "2016"), "early": (words(0, 20), "2015-06")}
    commit(catalog, 1, letters)
    early, late, undated = (record_id(name) for name in ("early", "late", "undated"))
    expected = {(early, late, 20), (early, undated, 20), (late, undated, 20)}
    assert pairs(found(catalog, 1, list(letters))) == expected


def test_readers_of_the_generation_before_see_its_copies(catalog: Catalog) -> None:
    commit(catalog, 1, {"one": (words(0, 20), "2015"), "two": (words(0, 20), "2016")})
    commit(catalog, 2, {"two": ("Quite other words now.", "2016"), "three": (words(5, 20), "2017")})
    one, two, three = (record_id(name) for name in ("one", "two", "three"))
    assert pairs(found(catalog, 1, ["one"])) == {(one, two, 20)}
    assert pairs(found(catalog, 2, ["one", "two", "three"])) == {(one, three, 15)}


def test_what_an_unfinished_run_found_is_undone(catalog: Catalog) -> None:
    commit(catalog, 1, {"one": (words(0, 20), "2015"), "two": (words(0, 20), "2016")})
    commit(catalog, 2, {"three": (words(0, 20), "2017")}, gone=("two",))
    with catalog.writer(2) as writer:
        writer.discard_unfinished(1)
        writer.commit()
    assert pairs(found(catalog, 2, ["one", "three"])) == {(record_id("one"), record_id("two"), 20)}


def test_words_of_more_documents_than_the_limit_are_not_traced(catalog: Catalog) -> None:
    many = {f"n{number}": (words(0, 14), "2015") for number in range(MOST_HOLDERS)}
    commit(catalog, 1, many)
    assert len(found(catalog, 1, list(many))) == MOST_HOLDERS * (MOST_HOLDERS - 1) // 2
    commit(catalog, 2, {"another": (words(0, 14), "2016")})
    assert found(catalog, 2, [*many, "another"]) == set()
    commit(catalog, 3, {}, gone=("another",))
    assert found(catalog, 3, list(many)) == found(catalog, 1, list(many))


def test_a_run_that_holds_boilerplate_is_traced_whole(catalog: Catalog) -> None:
    many = {f"n{number}": (words(0, 14), "2015") for number in range(MOST_HOLDERS)}
    commit(catalog, 1, {**many, "a": (words(0, 40), "2015"), "b": (words(0, 40), "2016")})
    assert pairs(found(catalog, 1, [*many, "a"])) == {(record_id("a"), record_id("b"), 40)}


def test_many_small_changes_come_to_what_a_fresh_build_finds(catalog: Catalog, tmp_path: Path) -> None:
    chance = random.Random(20150626)
    letters: dict[str, tuple[str, str | None]] = {}
    for generation in range(1, 9):
        changed = {f"n{chance.randrange(40)}": _made_up(chance) for _ in range(chance.choice((1, 3, 20)))}
        gone = tuple(name for name in letters if name not in changed and chance.random() < 0.1)
        letters = {name: one for name, one in letters.items() if name not in gone} | changed
        commit(catalog, generation, changed, gone=gone)
    fresh = open_catalog(f"sqlite:///{tmp_path / 'fresh.sqlite'}", create=True)
    commit(fresh, 1, letters)
    expected = found(fresh, 1, list(letters))
    assert expected
    assert found(catalog, 8, list(letters)) == expected
    with catalog.at(8) as reader, fresh.at(1) as fresh_reader:
        assert list(reader.alike_passages()) == list(fresh_reader.alike_passages())
        assert reader.alike_sources() == fresh_reader.alike_sources()
    fresh.close()


def _made_up(chance: random.Random) -> tuple[str, str | None]:
    """A letter of stretches that others have too, some of them in more letters than the limit."""
    starts = [chance.choice((0, 0, 100, 200, 300, 400)) for _ in range(3)]
    stretches = [words(start + chance.randrange(5), start + chance.randrange(20, 60)) for start in starts]
    return f" own{chance.randrange(10**9)} ".join(stretches), chance.choice((None, "2015", "2016-02", "2016-02-03"))


def test_sources_are_alike_where_nine_tenths_of_each_stand_in_the_other(catalog: Catalog) -> None:
    commit(
        catalog,
        1,
        {
            "original": (words(0, 100), "2015"),
            "nearly": (words(0, 95) + " and then", "2016"),
            "half": (words(0, 50), "2016"),
            "longer": (words(0, 150), "2016"),
        },
    )
    with catalog.at(1) as reader:
        (alike,) = reader.alike_sources()
    assert {alike.source_id, alike.other_id} == {record_id("original.txt"), record_id("nearly.txt")}
    assert 0.9 <= alike.share < 1
