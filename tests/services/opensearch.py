"""A real OpenSearch cluster of several nodes in one Java process on loopback, with nodes that can be killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self
from urllib.error import URLError
from urllib.request import Request, urlopen

from filelock import FileLock

from search.analysis import Analyzer
from search.engines.base import Engine
from tests.services.process import (
    BUILD,
    ServiceFailedError,
    ServiceUnavailableError,
    end_process,
    is_running,
    log_end,
    wait_until,
)

PROJECT = Path(__file__).parent / "cluster"
MINIMUM_JAVA = 17
START_TIMEOUT_S = 180
TEST_INDEXES = "florilegium-test"
"""What the names of all indexes start with that tests make."""
QUICK_START = ("-XX:TieredStopAtLevel=1",)
"""Compile lightly: the cluster starts in two thirds of the time. Not for measurements."""


@dataclass(frozen=True, slots=True)
class OpenSearchCluster:
    """A running cluster. `urls`: one for each node, by its number; `control`: where nodes are killed and started."""

    pid: int
    control: str
    urls: tuple[str, ...]
    folder: str

    @classmethod
    def start(
        cls,
        *,
        nodes: int = 3,
        heap_mb: int = 768,
        java_options: Sequence[str] = QUICK_START,
        owner_pid: int = 0,
    ) -> Self:
        """Start a cluster and return once it is green.

        It stops by itself when the process `owner_pid` ends; 0 leaves it running until it is stopped.
        Raises ServiceUnavailableError where Java or Maven is missing, ServiceFailedError where it does not start.
        """
        java = _java()
        jars = _jars()
        folder = Path(tempfile.mkdtemp(prefix="florilegium-opensearch-"))
        note, log = folder / "running.json", folder / "cluster.log"
        options = [f"-Xmx{heap_mb}m", "-Dlog4j2.level=WARN", *java_options, "-cp", f"{jars}/*"]
        arguments = [str(folder / "nodes"), str(note), str(nodes), str(owner_pid)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [java, *options, str(PROJECT / "Cluster.java"), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

        def announced() -> bool:
            if process.poll() is not None:
                raise ServiceFailedError(f"OpenSearch ended at its start. The log ends:\n{log_end(log)}")
            return note.exists()

        wait_until(announced, timeout_s=START_TIMEOUT_S, waiting_for="OpenSearch cluster", log=log)
        running = json.loads(note.read_text())
        cluster = cls(running["pid"], running["control"], tuple(running["urls"]), str(folder))
        cluster.wait_for_green()
        return cluster

    @property
    def url(self) -> str:
        """The address of the first node."""
        return self.urls[0]

    def wait_for_green(self, *, nodes: int | None = None, timeout_s: int = 60) -> None:
        """Return once `nodes` (default: all) have joined and every shard has all its copies."""
        wanted = len(self.urls) if nodes is None else nodes
        path = f"/_cluster/health?wait_for_nodes={wanted}&wait_for_status=green&timeout={timeout_s}s"
        health = json.loads(self._first_answer(path, timeout_s + 5))
        if health["timed_out"]:
            raise ServiceFailedError(f"The cluster is not green with {wanted} nodes after {timeout_s} s: {health}")

    def kill_node(self, number: int) -> None:
        """Take one node (counted from 0) from the cluster; its address refuses connections from then on."""
        self._command(f"kill?{number}")

    def start_node(self, number: int) -> None:
        """Start a killed node again, with the address and the files it had."""
        self._command(f"start?{number}")

    def revive(self) -> None:
        """Start every node that was killed, and return once the cluster is green."""
        for number, url in enumerate(self.urls):
            if not _answers(url):
                self.start_node(number)
        self.wait_for_green()

    def stop(self) -> None:
        """End the cluster and remove its files. Stopping twice is fine."""
        if is_running(self.pid):
            end_process(self.pid, first=signal.SIGTERM, timeout_s=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def note(self) -> dict[str, Any]:
        """What is needed to find this cluster again: see `from_note`."""
        return asdict(self)

    @classmethod
    def from_note(cls, note: dict[str, Any]) -> Self:
        """The cluster that `note` described."""
        return cls(note["pid"], note["control"], tuple(note["urls"]), note["folder"])

    def _command(self, command: str) -> None:
        with urlopen(Request(f"{self.control}/{command}", method="POST"), timeout=60) as response:
            if response.read() != b"true":
                raise ServiceFailedError(f"The cluster did not do {command!r}; is the node already in that state?")

    def _first_answer(self, path: str, timeout_s: float) -> bytes:
        for url in self.urls:
            if _answers(url):
                with urlopen(url + path, timeout=timeout_s) as response:
                    answer: bytes = response.read()
                    return answer
        raise ServiceFailedError(f"No node of the cluster answers: {', '.join(self.urls)}")


def opensearch_engine(url: str, folder: Path, analyzer: Analyzer) -> Engine:
    """An engine on the cluster at that address, whose indexes are named after the folder: one folder, one index."""
    from search.engines.opensearch import Address, OpenSearchEngine  # its package is optional, these fixtures are not

    name = f"{TEST_INDEXES}-{blake2b(str(folder).encode(), digest_size=8).hexdigest()}"
    return OpenSearchEngine(Address((url,), index=name, shards=2, replicas=1), analyzer)


def remove_test_indexes(url: str) -> None:
    """Remove all that `opensearch_engine` made."""
    with urlopen(Request(f"{url}/{TEST_INDEXES}-*", method="DELETE"), timeout=60):
        pass


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=10):
            return True
    except URLError:
        return False


def _java() -> str:
    """The path of a Java that can run a source file. Raises ServiceUnavailableError."""
    java = shutil.which("java")
    if java is None:
        raise ServiceUnavailableError(f"no java on the PATH (a JDK, {MINIMUM_JAVA} or newer, runs OpenSearch)")
    listing = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    modules = dict(line.split("@", 1) for line in listing.stdout.splitlines() if "@" in line)
    version = modules.get("jdk.compiler")
    if version is None:
        raise ServiceUnavailableError(f"{java} is not a JDK (it cannot compile), or older than {MINIMUM_JAVA}")
    if int(version.split(".")[0].split("-")[0]) < MINIMUM_JAVA:
        raise ServiceUnavailableError(f"{java} is version {version}; OpenSearch needs a JDK of {MINIMUM_JAVA} or newer")
    return java


def _jars() -> Path:
    """The folder with OpenSearch's jars, fetched with Maven the first time. Raises ServiceUnavailableError."""
    pom = PROJECT / "pom.xml"
    folder, done = BUILD / "opensearch-jars", BUILD / "opensearch-jars.pom"
    BUILD.mkdir(parents=True, exist_ok=True)
    with FileLock(BUILD / "opensearch-jars.lock"):
        if done.exists() and done.read_bytes() == pom.read_bytes():
            return folder
        maven = shutil.which("mvn")
        if maven is None:
            raise ServiceUnavailableError("no mvn on the PATH (Maven fetches OpenSearch's jars)")
        shutil.rmtree(folder, ignore_errors=True)
        print("Fetching OpenSearch with Maven …", file=sys.stderr)
        fetch = subprocess.run(
            [maven, "-B", "-q", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={folder}"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "NO_COLOR": "1"},
        )
        if fetch.returncode:
            reason = (fetch.stdout + fetch.stderr).strip().splitlines()
            raise ServiceUnavailableError(f"Maven could not fetch OpenSearch's jars: {reason[0] if reason else '?'}")
        shutil.copy(pom, done)
    return folder
