"""Xapian with a match spy for each facet. Runs under the system's Python, for which Debian packages it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import ClassVar

import xapian

from bench.peers.base import FACETS, SNIPPET_CHARS, TOP_HITS, Answer, Built, PeerQuery, folder_bytes
from bench.peers.passages import read_rows

SLOTS = {field: slot for slot, field in enumerate((*FACETS, "year"))}
AUTHOR_PREFIX, YEAR_PREFIX = "XA", "XY"
MAX_TERM_BYTES = 240


class XapianPeer:
    """A database folder. All matches are looked at, so that the spies' counts are exact."""

    name: ClassVar[str] = "Xapian"
    about: ClassVar[str] = "in process: BM25, match spies, MSet.snippet"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
        self._stemmer = xapian.Stem("english")

    def version(self) -> str:
        return f"Xapian {xapian.version_string()}"

    def build(self, documents: Path, passages: Path) -> Built:
        started = time.perf_counter()
        generator = xapian.TermGenerator()
        generator.set_stemmer(self._stemmer)
        for row in read_rows(passages):
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(row.words)
            document.set_data(row.words)
            for field, slot in SLOTS.items():
                document.add_value(slot, str(getattr(row, field)))
            document.add_boolean_term(_term(AUTHOR_PREFIX, row.author))
            document.add_boolean_term(_term(YEAR_PREFIX, str(row.year)))
            self._database.add_document(document)
        self._database.commit()
        seconds = time.perf_counter() - started
        return Built(self._database.get_doccount(), seconds, folder_bytes(self._folder))

    def ask(self, query: PeerQuery) -> Answer:
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._compile(query))
        spies = {field: xapian.ValueCountMatchSpy(slot) for field, slot in SLOTS.items()}
        for spy in spies.values():
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, TOP_HITS, self._database.get_doccount())
        snippets = [found.snippet(match.document.get_data().decode(), SNIPPET_CHARS, self._stemmer) for match in found]
        counts = {
            field: {item.term.decode(): item.termfreq for item in spy.values() if item.term}
            for field, spy in spies.items()
        }
        years = counts.pop("year")
        return Answer(
            hits=found.get_matches_estimated(),
            snippets=sum(map(bool, snippets)),
            facets=counts,
            years=years,
        )

    def read(self, reply: Answer) -> Answer:
        return reply

    def close(self) -> None:
        self._database.close()

    def _compile(self, query: PeerQuery) -> xapian.Query:
        parser = xapian.QueryParser()
        parser.set_database(self._database)
        parser.set_stemmer(self._stemmer)
        parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        parser.set_default_op(xapian.Query.OP_OR if query.shape == "any" else xapian.Query.OP_AND)
        text = " ".join(query.words)
        if query.shape == "phrase":
            text = f'"{text}"'
        elif query.shape == "prefix":
            text += "*"
        flags = xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_WILDCARD
        compiled = parser.parse_query(text, flags)
        for prefix, value in ((AUTHOR_PREFIX, query.author), (YEAR_PREFIX, query.year)):
            if value is not None:
                limit = xapian.Query(_term(prefix, str(value)))
                compiled = xapian.Query(xapian.Query.OP_FILTER, compiled, limit)
        return compiled


def _term(prefix: str, value: str) -> bytes:
    return f"{prefix}:{value}".encode()[:MAX_TERM_BYTES]
