"""A server under load while the index changes under it, for as long as one likes: `make soak SECONDS=600`.

Every answer of the API must be that of one edition of the corpus, in full. Printed: requests, errors, times, and what
the server's processes take in memory after warming up and at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from indexer.cli.serve import server_command
from search.settings import Settings
from tests.places import quick_folder
from tests.reliability.editions import EDITIONS, fresh_indexes, write_edition
from tests.reliability.indexes import EMBEDDED, Dossier, dossier_in
from tests.reliability.killing import FORK, flori_index
from web.app import create_app

CLIENTS = 8
WORKERS = 2
SECONDS = 600
SEED = 20140503
MOST_GROWTH = 1.15
"""What the processes take at the end, for each byte after warming up."""
WARM_UP_SHARE = 0.2
_REBUILD_EVERY = 4
_PAUSE_S = 0.5
_TIMEOUT_S = 120
_SHOWN = 5

QUERIES = (
    *("ferry", "ferry AND blue", "ferry OR report", '"the ferry"', "ferr*", "fery~", "NOT always", "number 7"),
    *("report&source=3.txt", "said&sort=newest", "ferry&page=2&size=5", "sails&kind=web+page", "", "said&sort=oldest"),
)
LOG = (
    *(f"/api/v1/search?q={query.replace(' ', '+')}" for query in QUERIES),
    *("/?q=ferry", "/?q=report&source=3.txt", "/suggest?q=fer", "/healthz"),
)
"""The mixed log of queries; each client asks in an order of its own."""


@dataclass
class Figures:
    """What came of the load. `times_ms`: of each request. `rss_mb`: after warming up, and at the end."""

    requests: int = 0
    runs: int = 0
    states_seen: set[str] = field(default_factory=set)
    times_ms: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    rss_mb: tuple[float, float] = (0, 0)

    def percentile_ms(self, percent: int) -> float:
        """The time that so many of a hundred requests stay below."""
        return statistics.quantiles(self.times_ms, n=100)[percent - 1]

    def __str__(self) -> str:
        before, after = self.rss_mb
        return (
            f"{self.requests:,} requests by {CLIENTS} clients to {WORKERS} processes during {self.runs} runs of "
            f"`flori index`: {len(self.wrong)} wrong; p50 {self.percentile_ms(50):.1f} ms, "
            f"p95 {self.percentile_ms(95):.1f} ms, p99 {self.percentile_ms(99):.1f} ms; "
            f"memory {before:.1f} MB after warming up, {after:.1f} MB at the end"
        )


def expected_answers(fresh: dict[str, Dossier]) -> dict[str, dict[str, str]]:
    """For each search of the log, what it answers in each edition: answer -> edition."""
    expected: dict[str, dict[str, str]] = {address: {} for address in LOG if "/search" in address}
    for edition, dossier in fresh.items():
        client = create_app(dossier.settings).test_client()
        for address, answers in expected.items():
            answers[_comparable(client.get(address).get_json())] = edition
    return expected


def _comparable(answer: Any) -> str:
    """What an edition decides of an answer of the search API."""
    hits = sorted(hit["id"] for hit in answer["hits"])
    return json.dumps([answer["total"], hits, answer["facets"], answer["histogram"], answer["pages"]])


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[str, int]]:
    """The address of a server as `flori serve` starts it, and its process."""
    environment = os.environ | {
        "FLORI_INDEX": str(settings.index),
        "FLORI_ENGINE": settings.engine,
        "FLORI_WORKERS": str(settings.workers),
    }
    command = [sys.executable, *server_command(settings, "127.0.0.1:0")]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        line = next(line for line in server.stderr if "Listening at" in line)
        drained = threading.Thread(target=server.stderr.read, daemon=True)
        drained.start()
        yield (
            next(word.removeprefix("http://") for word in line.replace('"', " ").split() if "http://" in word),
            server.pid,
        )
    finally:
        server.terminate()
        server.wait(timeout=_TIMEOUT_S)


def workers_rss_mb(server: int) -> float:
    """What the server's processes but the first have in memory, together."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    return sum(_rss_kb(int(child)) for child in children) / 1024


def _rss_kb(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def soak(folder: Path, engine: str, seconds: float, seed: int = SEED) -> Figures:
    """Ask and index for so long, over an index in that folder."""
    expected = expected_answers(fresh_indexes(folder / "fresh", engine))
    dossier = dossier_in(folder / "soaked", engine)
    write_edition(dossier, EDITIONS[0])
    dossier.index()
    figures = Figures()
    stop = threading.Event()
    settings = Settings(index=dossier.settings.index, engine=engine, workers=WORKERS)
    with serving(settings) as (address, server):
        clients = [
            threading.Thread(target=_ask, args=(address, random.Random(seed + number), expected, stop, figures))
            for number in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        while not (figures.requests or figures.wrong):  # a busy machine takes its time to start a server
            time.sleep(_PAUSE_S)
        started_s = time.monotonic()
        warm_mb = 0.0
        while (elapsed_s := time.monotonic() - started_s) < seconds or figures.runs < len(EDITIONS):
            if not warm_mb and elapsed_s > WARM_UP_SHARE * seconds:
                warm_mb = workers_rss_mb(server)
            figures.runs += 1
            _index_again(dossier, figures)
            stop.wait(_PAUSE_S)
        figures.rss_mb = (warm_mb, workers_rss_mb(server))
        stop.set()
        for client in clients:
            client.join()
    return figures


def _index_again(dossier: Dossier, figures: Figures) -> None:
    """Turn the corpus into the other edition, and index it, at times anew."""
    write_edition(dossier, EDITIONS[figures.runs % len(EDITIONS)])
    options = ("--rebuild",) if figures.runs % _REBUILD_EVERY == 0 else ()
    process = FORK.Process(target=partial(flori_index, dossier, *options))
    process.start()
    process.join()
    if process.exitcode:
        figures.wrong.append(f"run {figures.runs} ended with {process.exitcode}")


def _ask(
    address: str, chance: random.Random, expected: dict[str, dict[str, str]], stop: threading.Event, figures: Figures
) -> None:
    connection = HTTPConnection(address, timeout=_TIMEOUT_S)
    while not stop.is_set():
        path = chance.choice(LOG)
        started_s = time.perf_counter()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            figures.wrong.append(f"{path}: {type(error).__name__}: {error}")
            connection.close()
            continue
        figures.times_ms.append((time.perf_counter() - started_s) * 1000)
        figures.requests += 1
        if answer.status != 200:
            figures.wrong.append(f"{path}: {answer.status} {content[:200]!r}")
        elif path in expected:
            edition = expected[path].get(_comparable(json.loads(content)))
            figures.states_seen.add(str(edition))
            if edition is None:
                figures.wrong.append(f"{path}: an answer of neither edition")
    connection.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where anything was wrong or memory grew."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--engine", choices=EMBEDDED, default=EMBEDDED[0])
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args(arguments)
    print(f"seed {chosen.seed}, {chosen.seconds:.0f} s, {chosen.engine}", flush=True)
    with quick_folder() as folder:
        figures = soak(folder, chosen.engine, chosen.seconds, chosen.seed)
    print(figures)
    for one in figures.wrong[:_SHOWN]:
        print(f"WRONG: {one}")
    before, after = figures.rss_mb
    if after > MOST_GROWTH * before:
        print(f"WRONG: memory grew {after / before:.2f} times, and {MOST_GROWTH} are allowed")
        return 1
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
