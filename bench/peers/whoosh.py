"""Stock Whoosh: its own scoring, its `groupedby` facets, its highlighter."""

from __future__ import annotations

import time
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import ClassVar

from whoosh import analysis, fields, highlight, index
from whoosh.query import And, NumericRange, Or, Phrase, Prefix, Query, Term
from whoosh.sorting import Count, FieldFacet

from bench.peers.base import FACETS, SNIPPET_CHARS, TOP_HITS, Answer, Built, PeerQuery, folder_bytes
from bench.peers.passages import read_rows

MEMORY_LIMIT_MB = 256


class WhooshPeer:
    """An index folder, one searcher. Stop words are kept, so that hit counts compare."""

    name: ClassVar[str] = "Whoosh"
    about: ClassVar[str] = "stock, in process: BM25F, groupedby facets, highlights"

    def __init__(self, folder: Path) -> None:
        words = fields.TEXT(analyzer=analysis.StemmingAnalyzer(stoplist=None), stored=True)
        facets = {field: fields.ID(sortable=True) for field in FACETS}
        schema = fields.Schema(id=fields.ID(stored=True), words=words, year=fields.NUMERIC(sortable=True), **facets)
        self._folder = folder
        self._index = index.create_in(str(folder), schema)
        self._searcher = self._index.searcher()

    def version(self) -> str:
        return f"whoosh3 {version('whoosh3')}"

    def build(self, documents: Path, passages: Path) -> Built:
        started = time.perf_counter()
        writer = self._index.writer(limitmb=MEMORY_LIMIT_MB)
        for row in read_rows(passages):
            writer.add_document(**row._asdict())
        writer.commit()
        self._searcher.close()
        self._searcher = self._index.searcher()
        seconds = time.perf_counter() - started
        return Built(self._searcher.doc_count(), seconds, folder_bytes(self._folder))

    def ask(self, query: PeerQuery) -> Answer:
        results = self._searcher.search(
            self._compile(query),
            filter=_filter(query),
            limit=TOP_HITS,
            groupedby={field: FieldFacet(field, maptype=Count) for field in (*FACETS, "year")},
        )
        results.fragmenter = highlight.ContextFragmenter(maxchars=SNIPPET_CHARS)
        # With `groupedby`, Whoosh collects every hit, whatever the limit.
        snippets = [hit.highlights("words", top=1) for hit in islice(results, TOP_HITS)]
        return Answer(
            hits=len(results),
            snippets=sum(map(bool, snippets)),
            facets={field: {key: n for key, n in results.groups(field).items() if key} for field in FACETS},
            years={str(year): n for year, n in results.groups("year").items()},
        )

    def read(self, reply: Answer) -> Answer:
        return reply

    def close(self) -> None:
        self._searcher.close()
        self._index.close()

    def _compile(self, asked: PeerQuery) -> Query:
        if asked.shape == "phrase":
            return Phrase("words", list(asked.words))
        if asked.shape == "prefix":
            return Prefix("words", asked.words[0])
        terms = [Term("words", word) for word in asked.words]
        if len(terms) == 1:
            return terms[0]
        return And(terms) if asked.shape == "all" else Or(terms)


def _filter(asked: PeerQuery) -> Query | None:
    limits: list[Query] = []
    if asked.author is not None:
        limits.append(Term("author", asked.author))
    if asked.year is not None:
        limits.append(NumericRange("year", asked.year, asked.year))
    return And(limits) if limits else None
