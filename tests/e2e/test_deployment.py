"""The examples in deploy/: nginx in front of the real server, systemd's units, and the Containerfile."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

import pytest

from tests.services.process import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = ("florilegium.service", "florilegium-index.service", "florilegium-index.timer")
_STARTING_S = 120
_PORTS_TRIED = 5
_MOST_EXPOSURE = 20
"""Of 100, as `systemd-analyze security` counts: 0 is wholly shut in, and 20 the most that it calls OK."""

needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx (apt-get install nginx)")
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze (apt-get install systemd)"
)
needs_hadolint = pytest.mark.skipif(
    not Path(sys.executable).with_name("hadolint").exists(),
    reason="needs hadolint, which has a package for Linux on x86",
)


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses of nginx and of the server behind it, and what that logged."""

    proxy: str
    server: str
    log: Path


def ask(url: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """Status, headers and body of an answer, whatever the status."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=_STARTING_S) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def wait_for(true: Callable[[], object]) -> None:
    """Return once it is true."""
    deadline = time.monotonic() + _STARTING_S
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether somebody answers there."""
    try:
        ask(url)
    except OSError:
        return False
    return True


def address_in(log: Path) -> str | None:
    """Where a server listens, once its log says so."""
    said = re.search(r"Listening at: (http://\S+)\s", log.read_text(encoding="utf-8"))
    return said and said[1]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deployed")
    (folder / "ferry.txt").write_text("The ferry sails on Friday.\n" + "It is the only one. " * 60, encoding="utf-8")
    flori("index", str(folder / "ferry.txt"), index=folder / "index").wait(timeout=_STARTING_S)
    return folder / "index"


def flori(*arguments: str, index: Path, **settings: str) -> subprocess.Popen[bytes]:
    named = {f"FLORI_{key.upper()}": value for key, value in settings.items() if key != "log"}
    log = Path(settings.get("log", os.devnull)).open("wb")  # noqa: SIM115 - the process writes to it
    command = [str(Path(sys.executable).with_name("flori")), *arguments]
    environment = os.environ | {"FLORI_INDEX": str(index), **named}
    return subprocess.Popen(command, env=environment, cwd=index.parent, stdout=subprocess.DEVNULL, stderr=log)


def nginx_before(server: str, folder: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """nginx as deploy/nginx.conf has it but for the two addresses: its own, and its process.

    It cannot be told to take any port that is free, so another is tried where somebody was quicker.
    """
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker could not look into the test's folder
    paths = "".join(
        f"{each}_temp_path {folder}/{each}; " for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    http = f"http {{ access_log off; {paths} include {folder}/site.conf; }}"
    main = f"{user} daemon off; pid {folder}/pid; events {{}} {http}"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    example = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").replace("http://127.0.0.1:8000", server)
    for _ in range(_PORTS_TRIED):
        place = f"127.0.0.1:{free_port()}"
        (folder / "site.conf").write_text(example.replace("listen 80;", f"listen {place};"), encoding="utf-8")
        nginx = subprocess.Popen(["nginx", "-e", f"{folder}/errors", "-p", folder, "-c", folder / "nginx.conf"])
        wait_for(lambda nginx=nginx, place=place: nginx.poll() is not None or answers(f"http://{place}/healthz"))
        if nginx.poll() is None:
            return f"http://{place}", nginx
    pytest.fail(f"nginx ended: {(folder / 'errors').read_text(encoding='utf-8')}")


@contextmanager
def deployed(index: Path, folder: Path, **settings: str) -> Iterator[Site]:
    """The server with nginx in front of it."""
    log = folder / "server.log"
    server = flori("serve", "--port", "0", index=index, trusted_hops="1", log=str(log), **settings)
    started = [server]
    try:
        wait_for(lambda: server.poll() is not None or address_in(log))
        address = address_in(log)
        assert address is not None, log.read_text(encoding="utf-8")
        proxy, nginx = nginx_before(address, folder)
        started.append(nginx)
        yield Site(proxy, address, log)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=_STARTING_S)


@pytest.fixture(scope="module")
def site(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with deployed(index, tmp_path_factory.mktemp("nginx")) as found:
        yield found


@needs_nginx
def test_pages_and_the_api_are_served_behind_nginx_and_compressed(site: Site) -> None:
    status, headers, page = ask(f"{site.proxy}/?q=ferry", Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert b"sails on Friday" in re.sub(rb"<[^>]*>", b"", gzip.decompress(page))
    status, headers, answer = ask(f"{site.proxy}/api/v1/search?q=ferry")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert b'"passages": 1' in answer or b'"passages":1' in answer


@needs_nginx
def test_behind_nginx_addresses_are_those_that_the_reader_sees(site: Site) -> None:
    _, _, description = ask(f"{site.proxy}/opensearch.xml", Host="dossier.example:81", X_Forwarded_Host="evil.example")
    assert b"http://dossier.example:81/" in description
    assert b"evil.example" not in description


@needs_nginx
def test_nginx_gives_each_request_its_number_and_its_client_whatever_the_client_says(site: Site) -> None:
    _, headers, _ = ask(f"{site.proxy}/?q=ferry", X_Request_ID="mine", X_Forwarded_For="203.0.113.9")
    number = headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", number)
    logged = next(line for line in site.log.read_text(encoding="utf-8").splitlines() if number in line)
    assert "127.0.0.1" in logged
    assert "203.0.113.9" not in logged


@needs_nginx
def test_nobody_can_claim_a_name_through_nginx(index: Path, tmp_path: Path) -> None:
    with deployed(index, tmp_path, auth_header="X-Forwarded-User") as private:
        assert ask(f"{private.proxy}/?q=ferry", X_Forwarded_User="eve")[0] == 403
        assert ask(f"{private.server}/?q=ferry", X_Forwarded_User="ann")[0] == 200


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a program that is there, since systemd looks for it."""
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8").replace("/opt/florilegium/bin/flori", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@needs_systemd
def test_systemd_accepts_the_units(units: Path) -> None:
    checked = subprocess.run(
        ["systemd-analyze", "verify", *UNITS],
        cwd=units,
        capture_output=True,
        text=True,
        timeout=_STARTING_S,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_what_a_service_may_do_is_bounded(units: Path, name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={_MOST_EXPOSURE}", units / name]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=_STARTING_S, check=False)
    assert checked.returncode == 0, checked.stdout


@needs_hadolint
def test_the_containerfile_is_as_hadolint_wants_it() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    checked = subprocess.run(
        [hadolint, DEPLOY / "Containerfile"], capture_output=True, text=True, timeout=_STARTING_S, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_container_copies_only_what_is_there_and_does_not_run_as_root() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [word for line in re.findall(r"^COPY (?!--)(.*)$", text, re.MULTILINE) for word in line.split()[:-1]]
    assert copied
    assert [name for name in copied if not (DEPLOY.parent / name).exists()] == []
    assert re.findall(r"^USER (\d+)$", text, re.MULTILINE)[-1] != "0"
