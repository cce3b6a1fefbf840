"""Over TLS with certificate and password, as the settings say, or a word on which of them is wrong."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from search.engines import open_engine
from search.errors import EngineUnavailableError
from search.settings import Settings

USER, PASSWORD = "florilegium", "the weir"
NOT_FOUND = b'{"found": false}'


@dataclass(frozen=True)
class Guarded:
    """A server that has no index, for those who may ask. `certificate`: its own, which vouches for itself."""

    url: str
    certificate: str


class Door(BaseHTTPRequestHandler):
    """Answers 404 to who knows the password, and 401 to others."""

    def do_GET(self) -> None:
        may_enter = self.headers["Authorization"] == "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        self.send_response(404 if may_enter else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(NOT_FOUND)))
        self.end_headers()
        self.wfile.write(NOT_FOUND)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on the PATH to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    names = ["-subj", "/CN=search.example", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Guarded(f"https://127.0.0.1:{server.server_port}", str(certificate))
    server.shutdown()
    thread.join()
    server.server_close()


def generation(guarded: Guarded, *, ca_file: str, user: str = USER, password: str = PASSWORD) -> int:
    """What an engine with those settings finds."""
    settings = Settings(
        index=Path("none"),
        engine="opensearch",
        opensearch_url=(guarded.url,),
        opensearch_user=user,
        opensearch_password=password,
        opensearch_ca_file=ca_file,
    )
    engine = open_engine(settings)
    try:
        return engine.generation()
    finally:
        engine.close()


def test_with_its_certificate_and_the_password_the_cluster_is_reached(guarded: Guarded) -> None:
    assert generation(guarded, ca_file=guarded.certificate) == 0


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(guarded: Guarded) -> None:
    with pytest.raises(EngineUnavailableError, match=r"certificate is not trusted.*set opensearch_ca_file"):
        generation(guarded, ca_file="")


@pytest.mark.parametrize(("user", "who"), [(USER, f"user '{USER}'"), ("", "nobody logged in")])
def test_who_is_refused_is_told_as_whom(guarded: Guarded, user: str, who: str) -> None:
    with pytest.raises(EngineUnavailableError, match=f"refused {who}.*set opensearch_user") as refusal:
        generation(guarded, ca_file=guarded.certificate, user=user, password="wrong")
    assert "wrong" not in str(refusal.value)
