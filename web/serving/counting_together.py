"""The folder in which the processes of one server count together, where there are several."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""As Prometheus's client calls it, which keeps its counts there. Empty before the server starts."""


def counting_folder() -> Path | None:
    """The folder; None where this process counts for itself."""
    named = os.environ.get(_VARIABLE)
    return Path(named) if named else None


def on_exit(_server: Any) -> None:
    """Remove the folder when the server has stopped: gunicorn calls this where `flori serve` made the folder."""
    folder = counting_folder()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
