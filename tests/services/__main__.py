"""Keeps the services running between test runs: python -m tests.services start|stop|status."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.services.fixtures import OPENSEARCH_URL, POSTGRES_URL
from tests.services.opensearch import OpenSearchCluster
from tests.services.postgres import PostgresServer
from tests.services.process import BUILD, ServiceUnavailableError, is_running

SERVICES: dict[str, tuple[str, type[OpenSearchCluster] | type[PostgresServer]]] = {
    "opensearch": (OPENSEARCH_URL, OpenSearchCluster),
    "postgres": (POSTGRES_URL, PostgresServer),
}


def main() -> int:
    """Start, stop or show the services; prints the lines that point the tests at them. 1: one could not start."""
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("command", choices=("start", "stop", "status"))
    parser.add_argument("services", nargs="*", help="opensearch, postgres (default: both)")
    arguments = parser.parse_args()
    names = arguments.services or list(SERVICES)
    for name in names:
        if name not in SERVICES:
            parser.error(f"there is no service {name!r}; choose from {', '.join(SERVICES)}")
    if arguments.command == "stop":
        for name in names:
            stop(name)
        return 0
    started = [start(name) if arguments.command == "start" else True for name in names]
    show(names)
    return 0 if all(started) else 1


def start(name: str) -> bool:
    """Start a service unless it runs. False where it cannot be had; the reason goes to stderr."""
    if running(name) is not None:
        return True
    stop(name)
    try:
        service = SERVICES[name][1].start()
    except ServiceUnavailableError as reason:
        print(f"No {name}: {reason}.", file=sys.stderr)
        return False
    _note(name).parent.mkdir(parents=True, exist_ok=True)
    _note(name).write_text(json.dumps(service.note()))
    return True


def stop(name: str) -> None:
    """Stop a service that was started here; one that does not run is fine."""
    note = _note(name)
    if note.exists():
        SERVICES[name][1].from_note(json.loads(note.read_text())).stop()
        note.unlink()


def show(names: list[str]) -> None:
    """Print, for the running ones, what to set so that the tests use them."""
    for name in names:
        service = running(name)
        if service is not None:
            print(f"export {SERVICES[name][0]}={service.url}")


def running(name: str) -> OpenSearchCluster | PostgresServer | None:
    """The service that was started here, if it still runs."""
    note = _note(name)
    if not note.exists():
        return None
    service = SERVICES[name][1].from_note(json.loads(note.read_text()))
    return service if is_running(service.pid) else None


def _note(name: str) -> Path:
    return BUILD / f"{name}.json"


if __name__ == "__main__":
    sys.exit(main())
