"""BM25 as Lucene defines it: the one formula by which text is scored, whatever the engine.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the inverse document
frequency of Lucene's BM25Similarity, which is never negative, and exact lengths, where Lucene rounds them to a byte.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

SCORED_FIELD = "text"
"""The field whose words score; what is found in any other only counts as found."""

K1 = 1.2
"""How soon further occurrences of a term count for less."""
B = 0.75
"""How much a long passage counts for less: 0 not at all, 1 in full proportion."""


def inverse_document_frequency(matching: int, total: int) -> float:
    """How telling a term is that `matching` of `total` passages have."""
    return math.log(1 + (total - matching + 0.5) / (matching + 0.5))


def length_norms(lengths: npt.NDArray[np.integer], average_length: float) -> npt.NDArray[np.float64]:
    """How much less an occurrence counts for in passages of these numbers of tokens; their mean is `average_length`."""
    return K1 * (1 - B + B * lengths.astype(np.float64) / average_length)


def bm25(
    frequencies: npt.NDArray[np.integer], norms: npt.NDArray[np.float64], *, matching: int, total: int
) -> npt.NDArray[np.float64]:
    """The score of one term for each passage that has it.

    `frequencies`: how often each has it. `norms`: their `length_norms`. `matching`: passages that have it, `total`:
    passages.
    """
    scores = frequencies.astype(np.float64)
    saturation = scores + norms
    # In place: of a million passages every further array takes time to get its memory.
    scores *= inverse_document_frequency(matching, total)
    scores /= saturation
    return scores
