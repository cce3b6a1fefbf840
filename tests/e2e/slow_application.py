"""The application with one address that takes its time, for tests of the server that it runs in."""

from __future__ import annotations

import time

from search.settings import load_settings
from web.app import create_app

SLOW_S = 1.0

app = create_app(load_settings())


@app.get("/api/slow")
def slow() -> str:
    """An answer that takes SLOW_S."""
    time.sleep(SLOW_S)
    return "done"
