"""BM25 by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from search.scoring import bm25, inverse_document_frequency, length_norms


def test_a_score_worked_by_hand() -> None:
    scores = bm25(np.array([1, 3]), length_norms(np.array([10, 20]), 15.0), matching=2, total=10)
    rarity = math.log(1 + 8.5 / 2.5)
    expected = [rarity * 1 / (1 + 1.2 * (0.25 + 0.75 * 10 / 15)), rarity * 3 / (3 + 1.2 * (0.25 + 0.75 * 20 / 15))]
    assert scores.tolist() == pytest.approx(expected)


def test_a_term_that_all_passages_have_still_counts_a_little() -> None:
    assert 0 < inverse_document_frequency(1_000, 1_000) < inverse_document_frequency(999, 1_000)


def test_more_occurrences_score_more_and_ever_less_so() -> None:
    scores = bm25(np.arange(1, 6), length_norms(np.full(5, 100), 100.0), matching=5, total=50)
    gains = np.diff(scores)
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()


def test_small_integers_do_not_overflow() -> None:
    norms = length_norms(np.array([250], np.uint8), 250.0)
    scores = bm25(np.array([200], np.uint8), norms, matching=1, total=10)
    assert scores[0] == pytest.approx(inverse_document_frequency(1, 10) * 200 / 201.2)
