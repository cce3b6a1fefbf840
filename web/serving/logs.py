"""The log of the server: one line for each request, without what was searched for, and errors with their request."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

from flask import Flask, Response, g, has_request_context, request

from web.serving.arrivals import current_request_id, elapsed_s
from web.serving.probes import PROBED_ENDPOINTS
from web.serving.proxies import client_address

REQUESTS = logging.getLogger("florilegium.requests")
_PLAIN = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, and what a request's line adds."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
            **getattr(record, "request", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _RequestIds(logging.Filter):
    """Gives every record the id of the request during which it was made."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() if has_request_context() else ""
        return True


def configure_logging(log_format: str) -> None:
    """Write everything from INFO up to standard error, as `plain` lines or as `json`."""
    logging.basicConfig(level=logging.INFO, handlers=[log_handler(log_format, sys.stderr)])


def log_handler(log_format: str, stream: TextIO) -> logging.Handler:
    """What writes records to a stream, as `plain` lines or as `json`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter() if log_format == "json" else logging.Formatter(_PLAIN))
    handler.addFilter(_RequestIds())
    return handler


def register_request_log(app: Flask) -> None:
    """Write a line for every request; for machines that ask whether the service lives, and static files, at DEBUG."""
    app.after_request(_write)


def _write(response: Response) -> Response:
    level = logging.DEBUG if request.endpoint in PROBED_ENDPOINTS else logging.INFO
    if not REQUESTS.isEnabledFor(level):
        return response
    path = quote(request.path)  # nobody else writes lines into the log
    took_ms = round(elapsed_s() * 1000, 1)
    about = {
        "method": request.method,
        "path": path,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "took_ms": took_ms,
        "client": client_address(request),
        "reader": g.get("reader"),
        "refused": g.get("refused"),
    }
    line = "%s %s %d %.1f ms %s"
    REQUESTS.log(
        level, line, request.method, path, response.status_code, took_ms, about["client"], extra={"request": about}
    )
    return response
