"""python -m bench.relevance: nDCG@10 of ours beside tantivy's stock text field and SQLite FTS5, on judged collections.

The peers index title and text joined and OR the words of the query, each once, as a stock installation would.
Tantivy's parser drops repeated words by itself. SQLite counts them, which is shown too: in long queries a word said
twice matters more (the query term frequency of BM25, Robertson and Walker, 1994).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import fmean

import tantivy

from bench.places import TextMissingError, shared_data
from bench.report import markdown_table
from search.evaluation import NDCG_DEPTH, evaluate, ndcg
from search.settings import load_settings

_WORD = re.compile(r"\w+")

Ranker = Callable[[str], Sequence[str]]
"""Query text -> ids of the best NDCG_DEPTH documents, best first."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection in the BEIR layout. `judged`: query id -> document id -> grade, above 0."""

    name: str
    folder: Path
    texts: Mapping[str, str]
    queries: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """The collection in a folder: corpus, queries and the judgements of its test split."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        queries = {record["_id"]: record["text"] for record in map(json.loads, lines)}
    judged: dict[str, dict[str, int]] = {}
    with (folder / "qrels" / "test.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            query, document, grade = line.split("\t")
            if int(grade) > 0:
                judged.setdefault(query, {})[document] = int(grade)
    texts = {record["_id"]: f"{record['title']}\n{record['text']}" for record in records}
    return Collection(folder.name, folder, texts, queries, judged)


def mean_ndcg(collection: Collection, rank: Ranker) -> float:
    """The mean over all queries that have a judged document."""
    return fmean(ndcg(rank(collection.queries[query]), grades) for query, grades in collection.judged.items())


def tantivy_ranker(texts: Mapping[str, str]) -> Ranker:
    """Tantivy's text field with its English analyzer, words OR-ed by its own query parser."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for identifier, text in texts.items():
        writer.add_document(tantivy.Document(id=identifier, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(query: str) -> list[str]:
        parsed = index.parse_query(" ".join(_WORD.findall(query.lower())), ["text"])
        hits = searcher.search(parsed, NDCG_DEPTH).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return rank


def fts5_ranker(texts: Mapping[str, str], *, repeated: bool) -> Ranker:
    """SQLite FTS5 with its Porter tokenizer, words OR-ed, in the order of its bm25().

    `repeated`: a word that the query repeats counts as often; otherwise once.
    """
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO documents VALUES (?, ?)", texts.items())

    def rank(query: str) -> list[str]:
        words = _WORD.findall(query.lower())
        phrases = [f'"{word}"' for word in (words if repeated else dict.fromkeys(words))]
        select = "SELECT id FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?"
        with closing(database.execute(select, (" OR ".join(phrases), NDCG_DEPTH))) as rows:
            return [identifier for (identifier,) in rows]

    return rank


PEERS: Mapping[str, Callable[[Mapping[str, str]], Ranker]] = {
    "tantivy": tantivy_ranker,
    "SQLite FTS5": partial(fts5_ranker, repeated=False),
    "SQLite FTS5, repeated words counted": partial(fts5_ranker, repeated=True),
}


def our_ndcg(collection: Collection, engine: str) -> float:
    """What `flori eval` says of an engine."""
    return evaluate(collection.folder, replace(load_settings(), engine=engine)).ndcg_at_10


def main() -> int:
    """Print the table. 2: there are no collections."""
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("--engines", default="whoosh", help="ours to measure, by commas (default whoosh)")
    engines = [engine for engine in parser.parse_args().engines.split(",") if engine]
    try:
        folders = sorted(path for path in (shared_data() / "ir").iterdir() if path.is_dir())
    except TextMissingError as missing:
        print(missing, file=sys.stderr)
        return 2
    collections = [read_collection(folder) for folder in folders]
    columns = {f"Florilegium ({engine})": [our_ndcg(each, engine) for each in collections] for engine in engines}
    for name, ranker in PEERS.items():
        columns[name] = [mean_ndcg(each, ranker(each.texts)) for each in collections]
    rows = [
        [each.name, str(len(each.texts)), str(len(each.judged)), *(f"{values[i]:.3f}" for values in columns.values())]
        for i, each in enumerate(collections)
    ]
    rows.append(["mean", "", "", *(f"{fmean(values):.3f}" for values in columns.values())])
    print(markdown_table(["nDCG@10", "documents", "queries", *columns], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
