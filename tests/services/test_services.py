"""The services that the tests rely on do what they are there for: nodes can be lost, and nothing outlives a stop."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.services.opensearch import OpenSearchCluster
from tests.services.postgres import PostgresServer
from tests.services.process import ServiceUnavailableError, is_running


def ask(url: str, method: str = "GET", body: object = None) -> dict[str, Any]:
    content = None if body is None else json.dumps(body).encode()
    request = Request(url, data=content, method=method, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
        return answer


def test_every_document_is_still_found_after_a_node_is_killed(opensearch_cluster: OpenSearchCluster) -> None:
    first, second, _ = opensearch_cluster.urls
    ask(f"{first}/letters", "PUT", {"settings": {"number_of_shards": 3, "number_of_replicas": 1}})
    for number in range(12):
        ask(f"{first}/letters/_doc/{number}", "PUT", {"text": f"letter {number}"})
    ask(f"{first}/letters/_refresh", "POST")
    opensearch_cluster.wait_for_green()

    opensearch_cluster.kill_node(0)

    with pytest.raises(URLError):
        ask(first)
    count = ask(f"{second}/letters/_count")
    assert (count["count"], count["_shards"]["failed"]) == (12, 0)
    opensearch_cluster.revive()
    assert ask(f"{first}/letters/_count")["count"] == 12
    ask(f"{first}/letters", "DELETE")


def test_a_stopped_postgres_leaves_no_process_and_no_files() -> None:
    try:
        server = PostgresServer.start(owned=True)
    except ServiceUnavailableError as reason:
        pytest.skip(f"No PostgreSQL: {reason}.")
    assert Path(server.folder).exists()
    server.stop()
    server.stop()
    assert not is_running(server.pid)
    assert not Path(server.folder).exists()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", server.port), timeout=5):
        pass
