"""Servers that peers run on loopback: a free port, waiting for the first answer, fetching JSON on a kept connection."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from typing import Any

from bench.peers.base import PeerUnavailableError


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class JsonClient:
    """One kept connection to a server on loopback."""

    def __init__(self, port: int, timeout_s: float = 120) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout_s)

    def get(self, path: str) -> Any:
        """The JSON at the path. Raises HTTPException with the body where the status is not 200."""
        return json.loads(self.fetch(path))

    def fetch(self, path: str) -> bytes:
        """All that is at the path. Raises as `get`."""
        try:
            response, body = self._fetch(path)
        except (RemoteDisconnected, BrokenPipeError):  # the server closed the kept connection meanwhile
            self._connection.close()
            response, body = self._fetch(path)
        if response.status != 200:
            raise HTTPException(f"{path}: {response.status} {body[:500]!r}")
        return body

    def _fetch(self, path: str) -> tuple[HTTPResponse, bytes]:
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        return response, response.read()

    def close(self) -> None:
        """Close the connection; the next request opens it again."""
        self._connection.close()


def wait_for_server(process: subprocess.Popen[bytes], client: JsonClient, path: str, timeout_s: float = 60) -> None:
    """Return once the server answers. Raises PeerUnavailableError where it ends or stays silent."""
    deadline = time.monotonic() + timeout_s
    while process.poll() is None and time.monotonic() < deadline:
        try:
            client.get(path)
        except (OSError, HTTPException):
            client.close()
            time.sleep(0.1)
        else:
            return
    raise PeerUnavailableError(f"its server did not answer {path} within {timeout_s:.0f} s")
