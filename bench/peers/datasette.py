"""SQLite FTS5 in Datasette: its table page as JSON, with a search and two facets, over HTTP on loopback."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

from bench.peers.base import TOP_HITS, Answer, Built, PeerQuery, folder_bytes
from bench.peers.passages import Row, read_rows
from bench.peers.serving import JsonClient, free_port, wait_for_server

FACETS = ("kind", "author")
NO_LIMIT_MS = 600_000
"""Stock Datasette gives up on a facet after 200 ms; here it may finish, so that its counts are whole."""


class DatasettePeer:
    """A database file, and a Datasette that serves it."""

    name: ClassVar[str] = "Datasette"
    about: ClassVar[str] = "SQLite FTS5 (porter) over HTTP: two facets only; no snippets, no ranking, no histogram"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._client = JsonClient(free_port())

    def version(self) -> str:
        return f"Datasette {version('datasette')}, SQLite {sqlite3.sqlite_version}"

    def build(self, documents: Path, passages: Path) -> Built:
        path = self._folder / "bench.db"
        started = time.perf_counter()
        with closing(sqlite3.connect(path)) as database:
            count = _fill(database, passages)
        built = Built(count, time.perf_counter() - started, folder_bytes(self._folder))
        self._serve(path)
        return built

    def ask(self, query: PeerQuery) -> bytes:
        parameters: list[tuple[str, str | int]] = [
            ("_search", _match(query)),
            ("_searchmode", "raw"),
            ("_size", TOP_HITS),
            ("_facet_size", "max"),
            *(("_facet", field) for field in FACETS),
        ]
        if query.author is not None:
            parameters.append(("author", query.author))
        if query.year is not None:
            parameters.append(("year", query.year))
        return self._client.fetch(f"/bench/passages.json?{urlencode(parameters)}")

    def read(self, reply: bytes) -> Answer:
        answer = json.loads(reply)
        facets = {
            field: {result["value"]: result["count"] for result in found["results"] if result["value"]}
            for field, found in answer["facet_results"].items()
        }
        return Answer(hits=answer["filtered_table_rows_count"], snippets=0, facets=facets)

    def close(self) -> None:
        self._client.close()
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=20)

    def _serve(self, path: Path) -> None:
        port = free_port()
        limits = {
            "sql_time_limit_ms": NO_LIMIT_MS,
            "facet_time_limit_ms": NO_LIMIT_MS,
            "max_returned_rows": 1000,
            "suggest_facets": "off",
        }
        settings = [part for name, value in limits.items() for part in ("--setting", name, str(value))]
        command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(path), "--port", str(port)]
        self._server = subprocess.Popen([*command, *settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._client = JsonClient(port)
        wait_for_server(self._server, self._client, "/-/versions.json")


def _fill(database: sqlite3.Connection, passages: Path) -> int:
    columns = ", ".join(Row._fields)
    database.execute(f"CREATE TABLE passages ({columns.replace('year', 'year INTEGER')})")
    marks = ", ".join("?" * len(Row._fields))
    count = database.executemany(f"INSERT INTO passages ({columns}) VALUES ({marks})", read_rows(passages)).rowcount
    for column in (*FACETS, "year"):
        database.execute(f"CREATE INDEX by_{column} ON passages ({column})")
    database.execute(
        # Datasette finds the search table by this very way of quoting its content table.
        """CREATE VIRTUAL TABLE passages_fts USING fts5(words, content="passages", tokenize='porter unicode61')"""
    )
    database.execute("INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')")
    database.commit()
    return count


def _match(query: PeerQuery) -> str:
    words = [f'"{word}"' for word in query.words]
    if query.shape == "phrase":
        return " + ".join(words)
    if query.shape == "prefix":
        return f"{words[0]} *"
    return (" OR " if query.shape == "any" else " AND ").join(words)
