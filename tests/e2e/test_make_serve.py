"""`make serve` on a fresh clone: what a newcomer runs first, with nothing installed by hand before."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

SETUP_S = 480
pytestmark = [
    pytest.mark.timeout(SETUP_S + 60),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout, so there is nothing to clone"),
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    return folder


@pytest.fixture
def address(clone: Path) -> Iterator[str]:
    """Where the clone serves its sample dossier, once it listens."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FLORI_", "VIRTUAL_ENV"))}
    log = clone / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "serve", "PORT=0"],
            cwd=clone,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _once_it_listens(process, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=SETUP_S)


def test_a_newcomer_gets_the_sample_dossier_with_one_command(address: str) -> None:
    with urllib.request.urlopen(f"{address}/?q=lido", timeout=SETUP_S) as answer:
        page = answer.read().decode()
    assert "<mark>" in page
    with urllib.request.urlopen(f"{address}/static/vendor/htmx.min.js", timeout=SETUP_S) as answer:
        assert answer.status == 200


def _once_it_listens(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + SETUP_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        if listening := re.search(r"Listening at: (http://\S+)\s", log.read_text(encoding="utf-8")):
            return listening[1]
        time.sleep(0.5)
    pytest.fail(f"make serve did not listen within {SETUP_S} s: {log.read_text(encoding='utf-8')}")
