"""The application with one address that answers when it is told to, for tests of the server that it runs in."""

from __future__ import annotations

import tempfile
import time

from search.settings import load_settings
from web.app import create_app

settings = load_settings()
app = create_app(settings)


@app.get("/api/slow")
def slow() -> str:
    """An answer that begins with a file `begun-…` in the index's folder, and ends once `go on` is there."""
    tempfile.mkstemp(prefix="begun-", dir=settings.index)
    while not (settings.index / "go on").exists():
        time.sleep(0.02)
    return "done"
