"""Each engine under test, with the corpus and without, and the reference beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from search.analysis import Analyzer
from search.engines.base import Engine, IndexedPassage
from tests.contract.corpus import corpus
from tests.contract.engines import ENGINES, EngineUnderTest
from tests.contract.reference import ReferenceEngine
from tests.places import quick_folder


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer("english")


@pytest.fixture(scope="session", params=ENGINES, ids=lambda one: one.name)
def under_test(request: pytest.FixtureRequest) -> EngineUnderTest:
    chosen: EngineUnderTest = request.param
    if chosen.service is None:
        return chosen
    return replace(chosen, make=partial(chosen.make, request.getfixturevalue(chosen.service)))


@pytest.fixture(scope="session")
def passages() -> list[IndexedPassage]:
    return corpus()


@pytest.fixture(scope="session")
def engine(
    under_test: EngineUnderTest,
    passages: list[IndexedPassage],
    analyzer: Analyzer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    """The engine with the corpus, which no test changes. Committed in four parts, with one document written twice."""
    engine = under_test.make(tmp_path_factory.mktemp(under_test.name) / "engine", analyzer)
    twice = passages[-1].document_id
    parts = [passages[start::4] for start in range(4)]
    for generation, part in enumerate(parts, start=1):
        with engine.writer() as writer:
            writer.add(part)
            writer.commit(generation)
    with engine.writer() as writer:
        writer.delete_documents([twice])
        writer.add(passage for passage in passages if passage.document_id == twice)
        writer.commit(len(parts) + 1)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def reference(
    passages: list[IndexedPassage], analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory
) -> ReferenceEngine:
    """The reference with the same corpus."""
    reference = ReferenceEngine(tmp_path_factory.mktemp("brute force"), analyzer)
    with reference.writer() as writer:
        writer.add(passages)
        writer.commit(5)
    return reference


@pytest.fixture
def folder() -> Iterator[Path]:
    """The folder of an engine that is yet to be made."""
    with quick_folder() as place:
        yield place / "engine"


@pytest.fixture
def empty(under_test: EngineUnderTest, folder: Path, analyzer: Analyzer) -> Iterator[Engine]:
    """An engine of one's own, to write to."""
    engine = under_test.make(folder, analyzer)
    yield engine
    engine.close()
