"""Judging a ranking on a test collection."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from search.errors import ConfigurationError
from search.evaluation import evaluate, ndcg, recall
from search.settings import Settings

DOCUMENTS = [
    {"_id": "lido", "title": "The lido", "text": "Water and swimmers."},
    {"_id": "weir", "title": "", "text": "A weir in the water, and a weir again."},
    {"_id": "mill", "title": "", "text": "A mill."},
]
QUERIES = [
    {"_id": "q1", "text": "Where is the weir?"},
    {"_id": "q2", "text": "swimmers and water"},
    {"_id": "q3", "text": "no document is relevant"},
]


def lines(records: list[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    folder = tmp_path / "collection"
    (folder / "qrels").mkdir(parents=True)
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(lines(DOCUMENTS))
    (folder / "queries.jsonl").write_text(lines(QUERIES), encoding="utf-8")
    judgements = "q1\tweir\t1\nq2\tlido\t1\nq2\tweir\t3\nq2\tmill\t0\nq3\tmill\t0\n"
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judgements}", encoding="utf-8")
    return folder


def test_a_collection_is_indexed_searched_and_judged(collection: Path) -> None:
    judged = evaluate(collection, Settings())
    assert (judged.engine, judged.documents, judged.queries) == ("whoosh", 3, 2)
    # The first query is answered in full; of the second the better document comes second.
    assert judged.ndcg_at_10 == pytest.approx((1 + ndcg(["lido", "weir"], {"lido": 1, "weir": 3})) / 2)
    assert judged.recall_at_100 == 1


def test_the_users_index_is_left_alone(collection: Path, tmp_path: Path) -> None:
    evaluate(collection, Settings(index=tmp_path / "index"))
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("missing", ["corpus.jsonl.gz", "queries.jsonl", "qrels/test.tsv"])
def test_what_a_folder_lacks_is_named(missing: str, collection: Path) -> None:
    (collection / missing).unlink()
    with pytest.raises(ConfigurationError, match=rf"has no {missing.removesuffix('.gz')}; .*BEIR"):
        evaluate(collection, Settings())


def test_a_collection_without_relevant_documents_is_refused(collection: Path) -> None:
    (collection / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no query with a relevant document"):
        evaluate(collection, Settings())


def test_ndcg_of_a_worked_example() -> None:
    gained = 3 / math.log2(2) + 2 / math.log2(3) + 0 + 1 / math.log2(5)
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(["a", "b", "x", "c"], {"a": 3, "b": 2, "c": 1, "d": 0}) == pytest.approx(gained / ideal)
    assert ndcg(["x"], {"a": 1}) == 0
    assert ndcg(["x"] * 10 + ["a"], {"a": 1}) == 0


def test_recall_counts_relevant_documents_only() -> None:
    assert recall(["a", "x"], {"a": 2, "b": 1, "x": 0}) == 0.5
