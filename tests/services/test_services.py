"""The services that the tests rely on leave nothing behind. That nodes can be killed is seen where they are."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.services.postgres import PostgresServer
from tests.services.process import ServiceUnavailableError, is_running


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
