"""`flori serve`: the search page and the API, by a production server."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click

from indexer.cli.serving_folder import make_serving_folder
from search.settings import Settings

_APPLICATION = "web.wsgi:app"
"""By name, since the server loads it: the indexer knows nothing of the web."""
_JSON_LOGGER = "web.serving.gunicorn_log.JsonLogger"
_COUNTING_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several processes count together, to them and to Prometheus's client."""
_REMOVING_IT = "python:web.serving.counting_together"
_GRACE_S = 30
_SPARE_THREADS = 8
_LONGEST_LINE_BYTES = 8190  # the most that the server takes
_ALLOCATION = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),  # the highest that the C library takes
    "MALLOC_TRIM_THRESHOLD_": str(64 * 2**20),
}
"""How the C library on Linux (glibc) keeps the memory of arrays that only an answer needs; see ADR 23."""


@click.command("serve")
@click.option("--host", help="Address to listen on. [default: the setting `host`]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on. [default: the setting `port`]")
@click.option("--reload", is_flag=True, help="Restart when the program's own code changes; for developing it.")
@click.pass_obj
def command(settings: Settings, *, host: str | None, port: int | None, reload: bool) -> None:
    """Serve the search page and the API until stopped.

    New states of the index are served without a restart.
    """
    address = f"{_bracketed(host or settings.host)}:{settings.port if port is None else port}"
    arguments = [sys.executable, *server_command(settings, address), *(["--reload"] if reload else [])]
    if settings.workers > 1 and not os.environ.get(_COUNTING_FOLDER):
        os.environ[_COUNTING_FOLDER] = str(make_serving_folder())
        arguments += ["--config", _REMOVING_IT]
    click.echo(f"Serving on http://{address} (press Ctrl-C to stop)", err=True)
    # The server takes the place of this process, so that signals reach it.
    os.execve(sys.executable, arguments, server_environment(os.environ))  # noqa: S606 - our own interpreter, no shell


def server_command(settings: Settings, address: str, application: str = _APPLICATION) -> list[str]:
    """What the interpreter is told to serve the application at an address."""
    # Beside the threads at work, those that wait, and some to turn away the rest and to say that the service lives.
    threads = settings.threads + settings.max_waiting + _SPARE_THREADS
    return [
        *("-m", "gunicorn", application),
        *("--bind", address),
        *("--worker-class", "gthread"),
        *("--workers", str(settings.workers)),
        *("--threads", str(threads)),
        *("--limit-request-line", str(_LONGEST_LINE_BYTES)),
        *(["--logger-class", _JSON_LOGGER] if settings.log_format == "json" else []),
        # Whom to believe is decided in the application, by `trusted_hops`; gunicorn believes any local client.
        *("--forwarded-allow-ips", ""),
        "--no-control-socket",
        *("--graceful-timeout", str(_GRACE_S)),
    ]


def server_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the server: the one given, and how it keeps memory, where that does not say so itself."""
    return {**_ALLOCATION, **environment}


def _bracketed(host: str) -> str:
    """An IPv6 address as it stands before a port."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
