"""How well an engine ranks: a test collection in the BEIR layout, indexed, searched and judged.

The layout (Thakur et al., BEIR, 2021): `corpus.jsonl` with `_id`, `title` and `text`, `queries.jsonl` with `_id` and
`text`, `qrels/test.tsv` with a header and query, document and grade; the two `.jsonl` perhaps with `.gz`.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from search.analysis import Analyzer
from search.engines import open_engine
from search.engines.base import Engine, EngineRequest, IndexedPassage
from search.errors import ConfigurationError
from search.model import Kind
from search.query import any_words
from search.settings import Settings

NDCG_DEPTH = 10
RECALL_DEPTH = 100

Judgements = Mapping[str, Mapping[str, int]]
"""Query id -> document id -> grade; what is not judged is not relevant."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The means over all queries with a relevant document. `documents` and `queries` were used."""

    engine: str
    documents: int
    queries: int
    ndcg_at_10: float
    recall_at_100: float


def evaluate(collection: Path, settings: Settings) -> Evaluation:
    """Index a collection with the configured engine in a folder of its own, search it, and judge what is found.

    A document is one passage of title and text; a query is any of its words (see `any_words`). Raises
    ConfigurationError where the folder is not laid out so.
    """
    analyzer = Analyzer(settings.language)
    judgements = _judgements(collection)
    queries = {key: text for key, text in _queries(collection).items() if any(judgements.get(key, {}).values())}
    if not queries:
        raise ConfigurationError(f"{collection} has no query with a relevant document; look into its qrels/test.tsv.")
    with TemporaryDirectory(prefix="florilegium-evaluation-") as folder:
        # On a cluster there are no folders: an index of its own, which the next evaluation replaces.
        apart = replace(settings, index=Path(folder), opensearch_index=f"{settings.opensearch_index}-evaluation")
        engine = open_engine(apart, analyzer)
        documents = _index(engine, collection)
        rankings = {key: _ranking(engine, analyzer, text) for key, text in queries.items()}
        engine.close()
    return Evaluation(
        engine=engine.name,
        documents=documents,
        queries=len(queries),
        ndcg_at_10=_mean([ndcg(ranking[:NDCG_DEPTH], judgements[key]) for key, ranking in rankings.items()]),
        recall_at_100=_mean([recall(ranking[:RECALL_DEPTH], judgements[key]) for key, ranking in rankings.items()]),
    )


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = NDCG_DEPTH) -> float:
    """Normalized discounted cumulative gain, the grade itself being the gain, as trec_eval computes it.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002). `grades` has one above 0.
    """
    gained = _discounted([grades.get(document, 0) for document in ranking[:depth]])
    return gained / _discounted(sorted(grades.values(), reverse=True)[:depth])


def recall(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """The share of the relevant documents that the ranking has."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking)) / len(relevant)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _index(engine: Engine, collection: Path) -> int:
    """Write all documents; how many there are."""
    with engine.writer(rebuild=True) as writer:
        writer.add(_passage(record) for record in _records(collection, "corpus"))
        writer.commit(1)
    return sum(1 for _ in engine.passage_ids())


def _ranking(engine: Engine, analyzer: Analyzer, text: str) -> list[str]:
    """The documents found for the text, best first."""
    request = EngineRequest(any_words(text, analyzer), limit=RECALL_DEPTH, facets=False)
    return [hit.document_id for hit in engine.search(request).hits]


def _passage(record: Mapping[str, Any]) -> IndexedPassage:
    title = record.get("title") or ""
    return IndexedPassage(
        id=record["_id"],
        document_id=record["_id"],
        source_id="",
        source="",
        kind=Kind.WEB_PAGE,
        title=title,
        document_title=title,
        text=record["text"],
        authors=(),
        recipients=(),
        date=None,
    )


def _queries(collection: Path) -> dict[str, str]:
    return {record["_id"]: record["text"] for record in _records(collection, "queries")}


def _records(collection: Path, name: str) -> Iterator[dict[str, Any]]:
    plain = collection / f"{name}.jsonl"
    packed = collection / f"{name}.jsonl.gz"
    if not plain.exists() and not packed.exists():
        raise _not_laid_out(collection, f"{name}.jsonl")
    with plain.open("rb") if plain.exists() else gzip.open(packed) as file:
        for line in file:
            yield json.loads(line)


def _judgements(collection: Path) -> Judgements:
    path = collection / "qrels" / "test.tsv"
    if not path.exists():
        raise _not_laid_out(collection, "qrels/test.tsv")
    grades: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return grades


def _not_laid_out(collection: Path, name: str) -> ConfigurationError:
    return ConfigurationError(
        f"{collection} has no {name}; `flori eval` wants a folder in the BEIR layout: corpus.jsonl, queries.jsonl "
        f"and qrels/test.tsv."
    )
