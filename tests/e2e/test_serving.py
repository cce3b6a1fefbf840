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
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.cli.serve import server_command, server_environment
from search.settings import Settings
from tests.places import ROOT

BUSY_S = 120
"""What a busy machine may take for what comes at once elsewhere."""


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
        server.communicate(timeout=BUSY_S)


def fetch(url: str, **headers: str) -> tuple[int, str]:
    """Status and text of an answer, and for 503 the seconds to wait instead."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=BUSY_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Retry-After"]


def test_the_server_is_told_how_to_keep_memory_where_nobody_said_otherwise() -> None:
    told = server_environment({"MALLOC_ARENA_MAX": "4", "HOME": "/home/ada"})
    assert told["MALLOC_ARENA_MAX"] == "4"
    assert int(told["MALLOC_TRIM_THRESHOLD_"]) > int(told["MALLOC_MMAP_THRESHOLD_"])
    assert told["HOME"] == "/home/ada"


def test_a_burst_on_the_server_is_answered_or_turned_away_and_a_stop_finishes_what_it_began(tmp_path: Path) -> None:
    limits = {"threads": 2, "max_waiting": 2, "max_wait_s": BUSY_S}
    with serving(tmp_path, **limits) as (url, server), ThreadPoolExecutor(24) as pool:
        assert fetch(f"{url}/healthz")[0] == 200
        burst = [pool.submit(fetch, f"{url}/api/slow") for _ in range(20)]
        _until(lambda: sum(one.done() for one in burst) >= 16)
        assert fetch(f"{url}/healthz")[0] == 200
        (tmp_path / "go on").touch()
        answers = sorted(one.result() for one in burst)
        assert answers == [(200, "done")] * 4 + [(503, str(BUSY_S))] * 16
        (tmp_path / "go on").unlink()
        last = pool.submit(fetch, f"{url}/api/slow")
        _until(lambda: len(list(tmp_path.glob("begun-*"))) == 5)
        server.send_signal(signal.SIGTERM)
        assert server.stderr is not None
        assert any("Handling signal: term" in line for line in server.stderr)
        (tmp_path / "go on").touch()
        assert last.result() == (200, "done")
        assert server.wait(timeout=BUSY_S) == 0
        with pytest.raises(urllib.error.URLError):
            fetch(f"{url}/healthz")


def test_the_server_believes_no_header_that_a_proxy_might_have_passed_on(tmp_path: Path) -> None:
    with serving(tmp_path) as (url, _):
        told = fetch(f"{url}/opensearch.xml", **{"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
        assert told[0] == 200
        assert f'template="{url}/' in told[1]
        assert fetch(f"{url}/evil/healthz", SCRIPT_NAME="/evil")[0] == 404
        assert fetch(f"{url}/nowhere", PATH_INFO="/healthz")[0] == 404


def test_a_header_with_underscores_is_not_taken_for_the_one_that_a_proxy_sets(tmp_path: Path) -> None:
    with serving(tmp_path, auth_header="X-Forwarded-User") as (url, _):
        assert fetch(f"{url}/robots.txt", X_Forwarded_User="eve")[0] == 403
        assert fetch(f"{url}/robots.txt", **{"X-Forwarded-User": "ann"})[0] == 200


@contextmanager
def flori_serve(folder: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of what `flori serve` starts with two processes, which log in JSON, and the first of them.

    `folder`: has the index, and takes the place of the system's for temporary files.
    """
    environment = os.environ | {
        "FLORI_INDEX": str(folder / "index"),
        "FLORI_WORKERS": "2",
        "FLORI_LOG_FORMAT": "json",
        "TMPDIR": str(folder),
        **settings,
    }
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [sys.executable, "-c", "from indexer.cli import main; main()", "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        assert server.stderr.readline().startswith("Serving on")
        lines = [json.loads(next(server.stderr)) for _ in range(2)]
        yield lines[1]["message"].partition("http://")[2].split()[0], server
    finally:
        server.kill()
        server.communicate(timeout=BUSY_S)


def test_several_processes_count_together_and_log_in_json(tmp_path: Path) -> None:
    with flori_serve(tmp_path) as (address, server):
        for _ in range(8):
            assert fetch(f"http://{address}/healthz")[0] == 200
        asked = 'flori_http_requests_total{endpoint="health.alive",status="200"} 8.0'
        assert [asked in fetch(f"http://{address}/metrics")[1] for _ in range(4)] == [True] * 4
        assert fetch(f"http://{address}/nowhere?q=herring")[0] == 404
        server.send_signal(signal.SIGTERM)
        _, rest = server.communicate(timeout=BUSY_S)
    lines = [json.loads(line) for line in rest.splitlines()]
    assert [line["path"] for line in lines if "path" in line] == ["/nowhere"]
    assert "herring" not in rest


def test_a_rate_holds_for_all_processes_of_a_server_together(tmp_path: Path) -> None:
    with flori_serve(tmp_path, FLORI_RATE_LIMIT="20/day") as (address, _), ThreadPoolExecutor(4) as pool:
        # Until both have answered something that does not count.
        _until(lambda: fetch(f"http://{address}/healthz") and len(list(tmp_path.glob("*/counter_*.db"))) == 2)
        statuses = [status for status, _ in pool.map(fetch, [f"http://{address}/robots.txt"] * 60)]
        assert sorted(statuses) == [200] * 20 + [429] * 40
        assert 'requests_refused_total{reason="rate"} 40.0' in fetch(f"http://{address}/metrics")[1]


def test_a_server_that_was_stopped_leaves_nothing_among_temporary_files(tmp_path: Path) -> None:
    with flori_serve(tmp_path) as (address, server):
        assert fetch(f"http://{address}/healthz")[0] == 200
        assert len(list(tmp_path.glob("flori-serving-*"))) == 1
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0
    assert list(tmp_path.glob("flori-serving-*")) == []


def test_what_a_killed_server_left_is_removed_by_the_next_and_not_what_a_living_one_uses(tmp_path: Path) -> None:
    with flori_serve(tmp_path) as (_, killed), flori_serve(tmp_path):
        left = set(tmp_path.glob("flori-serving-*"))
        assert len(left) == 2
        workers = [int(child) for child in Path(f"/proc/{killed.pid}/task/{killed.pid}/children").read_text().split()]
        killed.kill()
        killed.wait(timeout=60)
        _until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))  # they notice it
        with flori_serve(tmp_path):
            kept = left & set(tmp_path.glob("flori-serving-*"))
        assert len(kept) == 1
        assert (next(iter(kept)) / "server.lock").exists()


def _until(reached: Callable[[], object]) -> None:
    """Wait until a call gives something true."""
    for _ in range(600):
        if reached():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to that")
