"""What every request gets when it arrives: an id that its answer and its line in the log share, and a clock."""

from __future__ import annotations

import re
import time
import uuid

from flask import Flask, Response, g, request

from search.settings import Settings

HEADER = "X-Request-ID"
_USABLE = re.compile(r"[A-Za-z0-9._-]{1,64}")


def register_arrivals(app: Flask, settings: Settings) -> None:
    """Start the clock, and give an id: the one of a proxy in front, where that is believed and usable, or a new one."""
    believed = settings.trusted_hops > 0

    def arrive() -> None:
        g.arrived_s = time.perf_counter()
        given = request.headers.get(HEADER, "") if believed else ""
        g.request_id = given if _USABLE.fullmatch(given) else uuid.uuid4().hex

    app.before_request(arrive)
    app.after_request(_tell)


def current_request_id() -> str:
    """The id of the request that is being answered; empty before it has one."""
    request_id: str = g.get("request_id", "")
    return request_id


def elapsed_s() -> float:
    """Seconds since the request that is being answered arrived."""
    arrived_s: float = g.arrived_s
    return time.perf_counter() - arrived_s


def _tell(response: Response) -> Response:
    response.headers[HEADER] = current_request_id()
    return response
