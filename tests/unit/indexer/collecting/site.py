"""A web site of this machine for the tests of fetching."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = b"<html><head><title>Ferry</title></head><body><p>The ferry sails on Friday.</p></body></html>"


class _Pages(BaseHTTPRequestHandler):
    """What the site answers, by path."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/moved":
            self._send(302, b"", Location="/news/ferry.php?t=12&x=1")
        elif path == "/moved-away":
            self._send(302, b"", Location=self.path.partition("?")[2])
        elif path == "/round":
            self._send(302, b"", Location="/round")
        elif path == "/missing":
            self._send(404, b"no")
        elif path == "/picture":
            self._send(200, b"\x89PNG", **{"Content-Type": "image/png"})
        elif path == "/notes.md":
            self._send(200, b"# Notes\n", **{"Content-Type": "text/plain"})
        elif path == "/bomb":
            packed = gzip.compress(b"a" * 5_000_000)
            self._send(200, packed, **{"Content-Type": "text/plain", "Content-Encoding": "gzip"})
        elif path == "/cut":
            self._send(200, b"half", **{"Content-Type": "text/plain", "Content-Length": "1000"})
        elif path == "/slow":
            self._drip()
        else:
            self._send(200, PAGE, **{"Content-Type": "Text/HTML; charset=utf-8"})

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(200):
            try:
                self.wfile.write(b"drop ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *said: object) -> None:
        """Nothing: the test says what matters."""


@contextmanager
def serving(address: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[int]:
    """The site at that address, while the block runs; its port. With a certificate and its key, over TLS."""
    server = ThreadingHTTPServer((address, 0), _Pages)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
