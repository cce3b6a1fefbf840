"""Documents that left the index can still be told, the latest of them, in no more than their share of its room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from search.catalog import Catalog, CatalogWriter, database, former
from search.catalog.schema import former_documents
from tests.unit.search.records import Letter, commit_letters, made_letter


def _remove_one_by_one(catalog: Catalog, letters: list[Letter]) -> None:
    """One generation for each, from the second on; what it removed is purged with it."""
    for generation, letter in enumerate(letters, start=2):
        with catalog.writer(generation) as writer:
            writer.remove_sources([letter.source.id])
            writer.commit()
            writer.purge(before=generation)
            writer.commit()


@pytest.fixture
def letter() -> Letter:
    return made_letter("first")


def test_a_removed_document_can_still_be_told(catalog: Catalog) -> None:
    letter = made_letter("lost", "Dear all, the pool is closed.")
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        writer.commit()
        writer.purge(before=2)
        writer.commit()

    with catalog.at(2) as reader:
        told = reader.former_document(letter.document.id)
    assert told is not None
    assert (told.source_name, told.document, told.removed) == ("lost.txt", letter.document, 2)
    assert [(kept.id, kept.ordinal, kept.text) for kept in told.passages] == [
        (letter.passages[0][0].id, 1, "Dear all, the pool is closed.")
    ]


def test_a_document_indexed_again_in_the_same_run_is_not_a_former_one(catalog: Catalog, letter: Letter) -> None:
    commit_letters(catalog, 1, letter)
    with catalog.writer(2) as writer:
        writer.remove_sources([letter.source.id])
        letter.add_to(writer)
        writer.commit()

    with catalog.at(2) as reader:
        assert reader.former_document(letter.document.id) is None


def test_only_the_latest_former_documents_are_kept(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(former, "FORMER_DOCUMENTS_KEPT", 2)
    letters = [made_letter(name) for name in ("first", "second", "third")]
    commit_letters(catalog, 1, *letters)
    _remove_one_by_one(catalog, letters)

    with catalog.at(4) as reader:
        told = [reader.former_document(letter.document.id) is not None for letter in letters]
    assert told == [False, True, True]


def test_former_documents_take_no_more_than_their_share_and_the_newest_stay(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former, "FORMER_BYTES_ALWAYS", 1_000)
    letters = [made_letter(f"{number:02d}", f"Dear all, this is number {number}.") for number in range(20)]
    commit_letters(catalog, 1, *letters)
    _remove_one_by_one(catalog, letters)

    with catalog.at(21) as reader:
        kept = [letter for letter in letters if reader.former_document(letter.document.id)]
    assert kept == letters[-len(kept) :]
    assert len(kept) == 1  # a record of some 400 bytes and its row


def test_a_document_that_went_twice_is_kept_once_and_not_while_it_is_back(
    catalog: Catalog, catalog_url: str, letter: Letter
) -> None:
    def kept_after(generation: int, change: Callable[[CatalogWriter], object]) -> int:
        with catalog.writer(generation) as writer:
            change(writer)
            writer.commit()
            writer.purge(before=generation)
            writer.commit()
        with database.connect_to(catalog_url).connect() as connection:
            return connection.execute(select(func.count()).select_from(former_documents)).scalar_one()

    commit_letters(catalog, 1, letter)
    assert kept_after(2, lambda writer: writer.remove_sources([letter.source.id])) == 1
    assert kept_after(3, letter.add_to) == 0
    assert kept_after(4, lambda writer: writer.remove_sources([letter.source.id])) == 1
