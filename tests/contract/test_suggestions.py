"""Suggestions: words and facet values that start as someone began to write."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from tests.contract.reference import ReferenceEngine


@pytest.mark.parametrize(
    ("field", "prefix"),
    [
        ("text", "sanct"),
        ("text", "S"),
        ("text", "CAFÉ"),
        ("text", "письм"),
        ("text", "zzz"),
        ("author", "ada"),
        ("author", "jose"),
        ("author", ""),
        ("author", "f"),
        ("author", "álv"),
        ("author", "own counc"),
        ("author", "o’n"),
        ("author", "the l"),
        ("recipient", "T"),
        ("voice", "own"),
        ("kind", "n"),
        ("source", "folder_1/"),
    ],
)
@pytest.mark.parametrize("limit", [2, 100])
def test_suggestions_are_those_of_the_reference(
    field: str, prefix: str, limit: int, engine: Engine, reference: ReferenceEngine
) -> None:
    assert engine.suggest(field, prefix, limit) == reference.suggest(field, prefix, limit)


def test_the_word_most_passages_have_is_suggested_first(engine: Engine) -> None:
    counts = [count for _, count in engine.suggest("text", "c", 10)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
