"""The engines under test. A further engine joins with one more entry in ENGINES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from tests.contract.reference import ReferenceEngine
from tests.services.opensearch import opensearch_engine


@dataclass(frozen=True, slots=True)
class EngineUnderTest:
    """An engine and how it is made over a folder of its own.

    `score_tolerance`: by what share its scores may differ from BM25 with exact lengths; hits that are nearer to each
    other than this may change places. `service`: the fixture whose value `make` takes first; None where it takes none.
    """

    name: str
    make: Callable[..., Engine]
    score_tolerance: float = 1e-9
    service: str | None = None


SINGLE_PRECISION = 1e-6
"""Lucene keeps scores as floating-point numbers of 32 bits."""
QUANTISED_LENGTHS = 0.08
"""tantivy keeps the length of a passage in one byte, as Lucene does, and counts deleted passages until it merges."""

ENGINES = (
    EngineUnderTest("reference", ReferenceEngine),
    EngineUnderTest("whoosh", WhooshEngine),
    EngineUnderTest("tantivy", TantivyEngine, QUANTISED_LENGTHS),
    EngineUnderTest("opensearch", opensearch_engine, SINGLE_PRECISION, service="opensearch_url"),
)
HELD_TO_THE_REFERENCE = tuple(one for one in ENGINES if one.make is not ReferenceEngine)
"""Those whose answers a test compares with the reference's; its own can only be the same."""
