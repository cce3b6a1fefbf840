"""Starting a server, waiting for it, and finding it again by what was written down about it."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / ".build" / "services"
"""Where downloaded jars, logs and the notes about running services go; git ignores it."""


class ServiceUnavailableError(Exception):
    """A service cannot be had on this machine; the text is the reason a test is skipped with."""


class ServiceFailedError(Exception):
    """A service is installed and did not start or stop as it should; the text ends with its log."""


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(ready: Callable[[], bool], *, timeout_s: float, waiting_for: str, log: Path) -> None:
    """Return once `ready` says so, asking every tenth of a second. Raises ServiceFailedError at the timeout."""
    deadline = time.monotonic() + timeout_s
    while not ready():
        if time.monotonic() > deadline:
            raise ServiceFailedError(f"No {waiting_for} within {timeout_s:.0f} s. The log ends:\n{log_end(log)}")
        time.sleep(0.1)


def log_end(log: Path, lines: int = 20) -> str:
    """The last lines of a log; empty where there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def is_running(pid: int) -> bool:
    """Whether a process with this id exists and has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def end_process(pid: int, *, first: signal.Signals, timeout_s: float) -> None:
    """End a process: with `first`, and with SIGKILL if it still runs after the timeout. One that is gone is fine."""
    for sign in (first, signal.SIGKILL):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if not is_running(pid):
                return
            time.sleep(0.05)
