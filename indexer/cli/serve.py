"""`flori serve`: the search page and the API, by a production server."""

from __future__ import annotations

import os
import sys

import click

from search.settings import Settings

_APPLICATION = "web.wsgi:app"
"""By name, since the server loads it: the indexer knows nothing of the web."""
_GRACE_S = 30


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
    arguments = [
        *(sys.executable, "-m", "gunicorn", _APPLICATION),
        *("--bind", address),
        *("--worker-class", "gthread"),
        *("--workers", str(settings.workers)),
        *("--threads", str(settings.threads)),
        *("--graceful-timeout", str(_GRACE_S)),
        *(["--reload"] if reload else []),
    ]
    click.echo(f"Serving on http://{address} (press Ctrl-C to stop)", err=True)
    # The server takes the place of this process, so that signals reach it.
    os.execv(sys.executable, arguments)  # noqa: S606 - our own interpreter, without a shell


def _bracketed(host: str) -> str:
    """An IPv6 address as it stands before a port."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
