"""gunicorn's own messages as JSON lines, for `log_format = "json"`."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from web.serving.logs import JsonFormatter


class JsonLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's logger with our format."""

    def setup(self, cfg: Any) -> None:
        """Set handlers up as gunicorn does, then their format."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())
