"""The peers' rankings: any of the words, best first."""

from __future__ import annotations

import pytest

pytest.importorskip("tantivy", reason="the bench group is not installed (pip install --group bench)")

from bench.relevance import fts5_ranker, tantivy_ranker

TEXTS = {"a": "fern and stone", "b": "stone stone", "c": "river"}


def test_peers_find_every_document_with_any_of_the_words() -> None:
    for rank in (tantivy_ranker(TEXTS), fts5_ranker(TEXTS, repeated=False)):
        assert set(rank("Ferns? Stones!")) == {"a", "b"}


def test_a_word_that_the_query_repeats_counts_again_only_where_that_is_asked_for() -> None:
    texts = {"a": "fern fern", "b": "stone", **{str(number): "river" for number in range(8)}}
    once, again = (fts5_ranker(texts, repeated=repeated) for repeated in (False, True))
    assert once("fern stone stone")[0] == "a"
    assert again("fern stone stone")[0] == "b"
