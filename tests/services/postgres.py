"""A real PostgreSQL server from the machine's own package, in a folder and on a port of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tests.services.process import (
    ServiceFailedError,
    ServiceUnavailableError,
    end_process,
    free_port,
    is_running,
    log_end,
    wait_until,
)

DEBIAN_FOLDER = Path("/usr/lib/postgresql")
SYSTEM_USER = "postgres"
DATABASE = "florilegium"
_PORTS_TRIED = 5
UNSAFE_AND_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""A test's data need not outlive a power cut."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server. Everyone on loopback may connect as its superuser; nobody else can reach it."""

    pid: int
    port: int
    folder: str

    @classmethod
    def start(cls, *, owned: bool = False) -> Self:
        """Start a server with one empty database and return once it answers.

        `owned`: it ends with the process that started it. Installs Debian's package where it is missing and may be.
        Raises ServiceUnavailableError or ServiceFailedError.
        """
        programs = _programs()
        folder = Path(tempfile.mkdtemp(prefix="florilegium-postgres-"))
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, SYSTEM_USER, SYSTEM_USER)
        _create_cluster(programs, folder)
        for _ in range(_PORTS_TRIED):
            server = cls._launch(programs, folder, free_port(), owned=owned)
            if server is not None:
                server._run(programs / "createdb", "-U", SYSTEM_USER, DATABASE).check_returncode()
                return server
        raise ServiceFailedError(f"PostgreSQL found {_PORTS_TRIED} ports taken, one after the other")

    @classmethod
    def _launch(cls, programs: Path, folder: Path, port: int, *, owned: bool) -> Self | None:
        """A server that answers; None where the port was taken meanwhile."""
        settings = ("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}")
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *settings, *UNSAFE_AND_FAST]
        log = folder / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*_as_system_user(owned=owned), *command],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = cls(process.pid, port, str(folder))

        def has_ended_or_accepts() -> bool:
            return process.poll() is not None or server._run(programs / "pg_isready", "-q").returncode == 0

        wait_until(has_ended_or_accepts, timeout_s=120, waiting_for="PostgreSQL server", log=log)
        if process.poll() is None:
            return server
        if "Address already in use" in log.read_text(errors="replace"):
            return None
        raise ServiceFailedError(f"PostgreSQL ended at its start. The log ends:\n{log_end(log)}")

    @property
    def url(self) -> str:
        """The database as a SQLAlchemy URL."""
        return f"postgresql+psycopg://{SYSTEM_USER}@127.0.0.1:{self.port}/{DATABASE}"

    def stop(self) -> None:
        """End the server and remove its files. Stopping twice is fine."""
        if is_running(self.pid):
            end_process(self.pid, first=signal.SIGINT, timeout_s=20)  # SIGINT: do not wait for the clients
        shutil.rmtree(self.folder, ignore_errors=True)

    def note(self) -> dict[str, Any]:
        """What is needed to find this server again: see `from_note`."""
        return asdict(self)

    @classmethod
    def from_note(cls, note: dict[str, Any]) -> Self:
        """The server that `note` described."""
        return cls(note["pid"], note["port"], note["folder"])

    def _run(self, program: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([program, "-h", "127.0.0.1", "-p", str(self.port), *arguments], check=False)


def _create_cluster(programs: Path, folder: Path) -> None:
    made = subprocess.run(
        [
            *_as_system_user(owned=False),
            *(programs / "initdb", "-D", folder / "data", "-U", SYSTEM_USER),
            *("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        ],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise ServiceFailedError(f"initdb failed:\n{made.stdout}{made.stderr}")


def _as_system_user(*, owned: bool) -> list[str]:
    """The start of a command line that gives up root, and ends with its parent where `owned`."""
    identity = ["--reuid", SYSTEM_USER, "--regid", SYSTEM_USER, "--clear-groups"] if os.geteuid() == 0 else []
    bond = ["--pdeathsig", "INT"] if owned else []
    return ["setpriv", *identity, *bond, "--"] if identity or bond else []


def _programs() -> Path:
    """The folder with the newest server's programs. Raises ServiceUnavailableError."""
    if not _installed():
        _install()
    found = _installed()
    if not found:
        raise ServiceUnavailableError("PostgreSQL's package holds no initdb")
    return found[-1]


def _installed() -> list[Path]:
    """Folders with a PostgreSQL server: those on the PATH's last, Debian's by version."""
    debian = [path.parent for path in DEBIAN_FOLDER.glob("*/bin/initdb")]
    debian.sort(key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return [*debian, Path(on_path).resolve().parent] if on_path else debian


def _install() -> None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise ServiceUnavailableError("no PostgreSQL server (initdb), and only root on Debian can install it here")
    print("Installing PostgreSQL from Debian's packages …", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
        step = subprocess.run([apt, "-qq", *arguments], env=environment, capture_output=True, text=True, check=False)
        if step.returncode:
            raise ServiceUnavailableError(f"apt-get {arguments[0]} failed: {step.stderr.strip()}")
