"""Rates: how many requests a client address may make in a while, where the settings say so."""

from __future__ import annotations

import ipaddress
import logging
import sqlite3
import time
from collections.abc import Sequence
from math import ceil
from pathlib import Path

from flask import Flask, current_app, g, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from search.errors import ConfigurationError
from search.message import Message
from search.settings import Settings
from web.load.shared_counts import SharedCounts
from web.serving.counting_together import counting_folder
from web.serving.probes import PROBED_ENDPOINTS
from web.serving.proxies import client_address

_LOG = logging.getLogger(__name__)
_FILE = "rates.sqlite"
_IPV6_CLIENT_BITS = 64
"""What one subscriber is given: https://www.rfc-editor.org/rfc/rfc6177"""


class Rates:
    """Counts requests by client: in a file of the folder that the server's processes share, or for this one alone.

    Safe to use from several threads. Raises ConfigurationError for what is no rate.
    """

    def __init__(self, rates: Sequence[str], shared: Path | None = None) -> None:
        self._rates = tuple(map(_rate, rates))
        self._limiter = SlidingWindowCounterRateLimiter(SharedCounts(shared / _FILE) if shared else MemoryStorage())

    def wait_s(self, address: str) -> int | None:
        """Count a request. None where it may be answered, else the seconds after which to try again."""
        try:
            return self._wait_s(_client(address))
        except sqlite3.Error as error:
            _LOG.warning("The server's processes cannot count rates together (%s): this one now counts alone.", error)
            self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
            return self._wait_s(_client(address))

    def _wait_s(self, client: str) -> int | None:
        for rate in self._rates:
            if not self._limiter.hit(rate, client):
                return max(1, ceil(self._limiter.get_window_stats(rate, client).reset_time - time.time()))
        return None


def register_rates(app: Flask, settings: Settings) -> None:
    """Hold client addresses to the rates of the settings, if there are any."""
    if settings.rate_limit:
        app.extensions["rates"] = Rates(settings.rate_limit, counting_folder())
        app.before_request(_count)


def _count() -> None:
    if request.endpoint in PROBED_ENDPOINTS:
        return
    rates: Rates = current_app.extensions["rates"]
    wait_s = rates.wait_s(client_address(request))
    if wait_s is not None:
        g.refused = "rate"
        raise TooManyRequests(
            Message("There were too many requests from your address; try again in %(wait_s)s s.", wait_s=wait_s),
            retry_after=wait_s,
        )


def _rate(text: str) -> RateLimitItem:
    try:
        return parse(text)
    except ValueError:
        raise ConfigurationError(f"rate_limit has {text!r}; it must be a rate, as 120/minute or 2000/day.") from None


def _client(address: str) -> str:
    """What counts as one client: an IPv4 address, or the IPv6 network of one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((parsed, _IPV6_CLIENT_BITS), strict=False))
