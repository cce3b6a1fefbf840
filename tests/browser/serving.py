"""Applications that a browser can reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server that answers with the application, each on a port, so an origin, of its own."""
    listener = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=listener.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listener.port}"
    listener.shutdown()
    thread.join()
