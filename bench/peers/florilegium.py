"""Ours, as a user meets it: `flori index` on the bulk file, `flori serve`, and `GET /api/v1/search` over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

from bench.peers.base import FACETS, TOP_HITS, Answer, Built, PeerQuery, PeerUnavailableError, folder_bytes
from bench.peers.serving import JsonClient, free_port, wait_for_server

FLORI = Path(sys.executable).parent / "flori"
WORKERS = 2


class FlorilegiumPeer:
    """An index folder and a web server on loopback. Subclasses name the engine."""

    name: ClassVar[str]
    engine: ClassVar[str]
    about: ClassVar[str] = (
        "the whole answer over HTTP: all facets, histogram, snippets, catalog; no answer is kept for the next time"
    )

    def __init__(self, folder: Path) -> None:
        self._index = folder / "index"
        self._environment = {
            **os.environ,
            "FLORI_INDEX": str(self._index),
            "FLORI_ENGINE": self.engine,
            # Every query is asked many times, and each time it must be found anew.
            "FLORI_CACHE_MB": "0",
            **self.settings(),
        }
        self._log = folder / "serve.log"
        self._server: subprocess.Popen[bytes] | None = None
        self._client = JsonClient(free_port())

    def settings(self) -> dict[str, str]:
        """Further settings of the engine, as environment variables."""
        return {}

    def index_bytes(self) -> int:
        """The size of the finished index, catalog included."""
        return folder_bytes(self._index)

    def version(self) -> str:
        return f"Florilegium {version('florilegium')}, engine {self.engine}"

    def build(self, documents: Path, passages: Path) -> Built:
        started = time.perf_counter()
        command = [str(FLORI), "index", str(documents), "--workers", str(WORKERS)]
        indexed = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        if indexed.returncode:
            raise PeerUnavailableError(f"flori index ended with {indexed.returncode}: {indexed.stderr[-500:]}")
        self._serve()
        total = self._client.get("/api/v1/search?size=1")["total"]["passages"]
        return Built(total, seconds, self.index_bytes())

    def ask(self, query: PeerQuery) -> bytes:
        parameters: list[tuple[str, str | int]] = [("q", _written(query)), ("size", TOP_HITS)]
        if query.author is not None:
            parameters.append(("author", query.author))
        if query.year is not None:
            parameters.append(("date", query.year))
        return self._client.fetch(f"/api/v1/search?{urlencode(parameters)}")

    def read(self, reply: bytes) -> Answer:
        answer = json.loads(reply)
        return Answer(
            hits=answer["total"]["passages"],
            snippets=sum(bool(hit["snippet"]["text"]) for hit in answer["hits"]),
            facets={
                facet["field"]: {value["value"]: value["count"] for value in facet["values"] if value["value"]}
                for facet in answer["facets"]
                if facet["field"] in FACETS
            },
            years=_years(answer["histogram"]),
        )

    def close(self) -> None:
        self._client.close()
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=20)

    def _serve(self) -> None:
        port = free_port()
        command = [str(FLORI), "serve", "--host", "127.0.0.1", "--port", str(port)]
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        self._client = JsonClient(port)
        wait_for_server(self._server, self._client, "/api/v1/search?size=1")


class WhooshEnginePeer(FlorilegiumPeer):
    """Ours on the default engine."""

    name = "Florilegium (whoosh)"
    engine = "whoosh"


class TantivyEnginePeer(FlorilegiumPeer):
    """Ours on the native engine."""

    name = "Florilegium (tantivy)"
    engine = "tantivy"


def _written(query: PeerQuery) -> str:
    if query.shape == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.shape == "prefix":
        return f"{query.words[0]}*"
    return (" OR " if query.shape == "any" else " AND ").join(query.words)


def _years(histogram: dict[str, Any]) -> dict[str, int]:
    years = {"0": histogram["undated"]} if histogram["undated"] else {}
    for each in histogram["bins"]:
        year = each["start"][:4]
        years[year] = years.get(year, 0) + each["count"]
    return years
