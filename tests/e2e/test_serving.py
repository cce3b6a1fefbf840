"""The server as `flori serve` starts it: bursts, stopping, and several processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.cli.serve import server_command
from search.settings import Settings

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(index: Path, **settings: int | str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server of its own, and its process."""
    in_force = Settings(index=index, **settings)  # type: ignore[arg-type]
    environment = os.environ | {f"FLORI_{key.upper()}": str(value) for key, value in settings.items()}
    command = [sys.executable, *server_command(in_force, "127.0.0.1:0", "tests.e2e.slow_application:app")]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment | {"FLORI_INDEX": str(index)}, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        line = next(line for line in server.stderr if "Listening at" in line)
        yield next(word for word in line.replace('"', " ").split() if word.startswith("http://")), server
    finally:
        server.kill()
        server.communicate(timeout=20)


def fetch(url: str, **headers: str) -> tuple[int, str]:
    """Status and text of an answer, and for 503 the seconds to wait instead."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Retry-After"]


def test_a_burst_on_the_server_is_answered_or_turned_away_and_a_stop_finishes_what_it_began(tmp_path: Path) -> None:
    with serving(tmp_path, threads=2, max_waiting=2) as (url, server), ThreadPoolExecutor(24) as pool:
        assert fetch(f"{url}/healthz")[0] == 200
        burst = [pool.submit(fetch, f"{url}/api/slow") for _ in range(20)]
        time.sleep(0.4)
        started = time.monotonic()
        assert fetch(f"{url}/healthz")[0] == 200
        assert time.monotonic() - started < 10
        answers = sorted(one.result() for one in burst)
        assert answers == [(200, "done")] * 4 + [(503, "10")] * 16
        last = pool.submit(fetch, f"{url}/api/slow")
        time.sleep(0.4)
        server.send_signal(signal.SIGTERM)
        assert last.result() == (200, "done")
        assert server.wait(timeout=20) == 0
        with pytest.raises(urllib.error.URLError):
            fetch(f"{url}/healthz")


def test_the_server_believes_no_header_that_a_proxy_might_have_passed_on(tmp_path: Path) -> None:
    with serving(tmp_path) as (url, _):
        told = fetch(f"{url}/opensearch.xml", **{"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
        assert told[0] == 200
        assert f'template="{url}/' in told[1]
        assert fetch(f"{url}/evil/healthz", SCRIPT_NAME="/evil")[0] == 404
        assert fetch(f"{url}/nowhere", PATH_INFO="/healthz")[0] == 404


def test_several_processes_count_together_and_log_in_json(tmp_path: Path) -> None:
    environment = os.environ | {
        "FLORI_INDEX": str(tmp_path / "index"),
        "FLORI_WORKERS": "2",
        "FLORI_LOG_FORMAT": "json",
        "TMPDIR": str(tmp_path),
    }
    command = [sys.executable, "-c", "from indexer.cli import main; main()", "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        assert server.stderr.readline().startswith("Serving on")
        lines = [json.loads(next(server.stderr)) for _ in range(2)]
        address = lines[1]["message"].partition("http://")[2].split()[0]
        for _ in range(8):
            assert fetch(f"http://{address}/healthz")[0] == 200
        asked = 'flori_http_requests_total{endpoint="health.alive",status="200"} 8.0'
        assert [asked in fetch(f"http://{address}/metrics")[1] for _ in range(4)] == [True] * 4
        assert fetch(f"http://{address}/nowhere?q=herring")[0] == 404
        server.send_signal(signal.SIGTERM)
        _, rest = server.communicate(timeout=30)
    finally:
        server.kill()
    lines += [json.loads(line) for line in rest.splitlines()]
    assert [line["path"] for line in lines if "path" in line] == ["/nowhere"]
    assert "herring" not in rest
