"""Raw tantivy-py calls: the fastest that Python gets from tantivy, with nothing around it."""

from __future__ import annotations

import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import tantivy

from bench.peers.base import FACETS, SNIPPET_CHARS, TOP_HITS, Answer, Built, PeerQuery, folder_bytes
from bench.peers.passages import read_rows

ALL_VALUES = 65_000
HEAP_BYTES = 256_000_000


class TantivyPeer:
    """An index folder, one searcher, one aggregation request a query."""

    name: ClassVar[str] = "tantivy-py"
    about: ClassVar[str] = "raw calls in process: search, aggregations, snippets"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for field in FACETS:
            builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        self._schema = builder.build()
        self._folder = folder
        self._index = tantivy.Index(self._schema, path=str(folder))

    def version(self) -> str:
        return f"tantivy-py {version('tantivy')}"

    def build(self, documents: Path, passages: Path) -> Built:
        started = time.perf_counter()
        writer = self._index.writer(heap_size=HEAP_BYTES)
        for row in read_rows(passages):
            writer.add_document(
                tantivy.Document(
                    id=row.id,
                    words=row.words,
                    kind=row.kind,
                    author=[row.author] if row.author else [],
                    recipient=[row.recipient] if row.recipient else [],
                    year=row.year,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        seconds = time.perf_counter() - started
        return Built(self._index.searcher().num_docs, seconds, folder_bytes(self._folder))

    def ask(self, query: PeerQuery) -> Answer:
        searcher = self._index.searcher()
        compiled = self._compile(query)
        found = searcher.search(compiled, TOP_HITS)
        counts = searcher.aggregate(compiled, _AGGREGATIONS)
        generator = tantivy.SnippetGenerator.create(searcher, compiled, self._schema, "words")
        generator.set_max_num_chars(SNIPPET_CHARS)
        snippets = [generator.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits]
        return Answer(
            hits=found.count or 0,
            snippets=sum(map(bool, snippets)),
            facets={field: {b["key"]: b["doc_count"] for b in counts[field]["buckets"]} for field in FACETS},
            years={str(int(b["key"])): b["doc_count"] for b in counts["year"]["buckets"]},
        )

    def read(self, reply: Answer) -> Answer:
        return reply

    def close(self) -> None:
        """Nothing to end."""

    def _compile(self, query: PeerQuery) -> tantivy.Query:
        words = [self._term(query, word) for word in query.words]
        if query.shape == "phrase":
            compiled = tantivy.Query.phrase_query(self._schema, "words", list(query.words))
        elif len(words) == 1:
            compiled = words[0]
        else:
            occur = tantivy.Occur.Must if query.shape == "all" else tantivy.Occur.Should
            compiled = tantivy.Query.boolean_query([(occur, word) for word in words])
        filters = [
            tantivy.Query.term_query(self._schema, field, value)
            for field, value in (("author", query.author), ("year", query.year))
            if value is not None
        ]
        if not filters:
            return compiled
        silent = [tantivy.Query.const_score_query(each, 0.0) for each in filters]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in (compiled, *silent)])

    def _term(self, query: PeerQuery, word: str) -> tantivy.Query:
        if query.shape == "prefix":
            return tantivy.Query.regex_query(self._schema, "words", f"{word}.*")
        return tantivy.Query.term_query(self._schema, "words", word, index_option="freq")


_AGGREGATIONS: dict[str, Any] = {
    **{field: {"terms": {"field": field, "size": ALL_VALUES}} for field in FACETS},
    "year": {"histogram": {"field": "year", "interval": 1.0, "min_doc_count": 1}},
}
