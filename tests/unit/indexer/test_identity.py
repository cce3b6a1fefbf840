"""Identifiers: made from names and texts alone, one for each."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from indexer.identity import document_ids, passage_ids, source_id

texts = st.lists(st.text(max_size=20), max_size=12)


def is_hexadecimal(digits: str, length: int) -> bool:
    return len(digits) == length and set(digits) <= set(string.hexdigits.lower())


def test_ids_do_not_change_from_one_version_of_the_program_to_the_next() -> None:
    assert source_id("letters/1.txt") == "2027f224f81f0a38"
    assert document_ids("letters/1.txt", ["Dear Anna,", "Dear Anna,"]) == ["165919d4ed4f5e7c", "7f4f335bb57ffca1"]
    assert passage_ids("0123456789abcdef", ["Dear Anna,"]) == ["0123456789abcdef-42f495a9"]


@given(texts)
def test_every_document_of_a_source_has_an_id_of_its_own(found: list[str]) -> None:
    ids = document_ids("a", found)
    assert len(set(ids)) == len(found)
    assert all(is_hexadecimal(one, 16) for one in ids)


@given(texts, st.integers(0, 11), st.text(max_size=20))
def test_an_edit_to_one_document_changes_the_id_of_no_other_text(found: list[str], place: int, edit: str) -> None:
    edited = [edit if position == place else text for position, text in enumerate(found)]
    before = dict(zip(found, document_ids("a", found), strict=True))
    after = dict(zip(edited, document_ids("a", edited), strict=True))
    unique = [text for text in found if found.count(text) == 1 and edited.count(text) == 1]
    assert [before[text] for text in unique] == [after[text] for text in unique]


@given(texts)
def test_the_order_of_documents_does_not_decide_their_ids(found: list[str]) -> None:
    assert sorted(document_ids("a", found)) == sorted(document_ids("a", found[::-1]))


def test_the_same_text_in_another_source_has_another_id() -> None:
    assert document_ids("a", ["text"]) != document_ids("b", ["text"])


def test_a_passage_id_begins_with_its_documents() -> None:
    (one,) = passage_ids("0123456789abcdef", ["text"])
    document, _, own = one.partition("-")
    assert document == "0123456789abcdef"
    assert is_hexadecimal(own, 8)


def test_the_passages_of_a_very_long_document_have_ids_of_their_own() -> None:
    texts = [str(number) for number in range(150_000)]  # 32 bits: about two pairs with one digest
    assert len(set(passage_ids("0123456789abcdef", texts))) == len(texts)
