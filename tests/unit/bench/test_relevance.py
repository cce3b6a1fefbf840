"""nDCG as trec_eval defines it, and the peers' rankings."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("tantivy", reason="the bench group is not installed (pip install --group bench)")

from bench.relevance import fts5_ranker, ndcg, tantivy_ranker

TEXTS = {"a": "fern and stone", "b": "stone stone", "c": "river"}


def test_a_ranking_in_order_of_grades_scores_one() -> None:
    assert ndcg(["a", "b", "c"], {"a": 3, "b": 1}) == 1.0


def test_a_relevant_document_lower_down_counts_by_the_logarithm_of_its_rank() -> None:
    assert ndcg(["x", "a"], {"a": 2}) == pytest.approx(1 / math.log2(3))


def test_only_the_first_ten_count() -> None:
    assert ndcg([*"0123456789", "a"], {"a": 1}) == 0.0


def test_peers_find_every_document_with_any_of_the_words() -> None:
    for rank in (tantivy_ranker(TEXTS), fts5_ranker(TEXTS, repeated=False)):
        assert set(rank("Ferns? Stones!")) == {"a", "b"}
