"""Fetching a page: over http or https, from a checked address, within limits of size, time and redirects."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import BinaryIO
from urllib.parse import urljoin

from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout, Url, parse_url

from indexer.collecting.addresses import checked_addresses
from indexer.collecting.errors import CollectingError
from indexer.limits import TimeLimitError, time_limit
from search.settings import Settings

MOST_REDIRECTS = 5
_CHUNK_BYTES = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`size_bytes`: of what is fetched, unpacked. `time_s`: for all of it. `allow_private`: see `checked_addresses`."""

    size_bytes: int = 64 * _MB
    time_s: float = 60.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched. `url`: where redirects led, which is where it came from. `retrieved`: ISO 8601, in UTC.

    `media_type`: as the server says, without parameters, in lower case; empty where it says nothing. `content`: at
    its beginning, in a file without a name, which is gone as soon as it is closed, however that comes about.
    """

    url: str
    media_type: str
    retrieved: str
    content: BinaryIO


def fetch_limits_of(settings: Settings) -> FetchLimits:
    """The limits that the settings name."""
    return FetchLimits(settings.max_fetch_mb * _MB, settings.max_fetch_s, settings.fetch_private)


@contextmanager
def fetched(url: str, limits: FetchLimits) -> Iterator[Fetched]:
    """What stands at an address, while the block runs. Raises CollectingError."""
    with tempfile.TemporaryFile() as content:
        try:
            with time_limit(limits.time_s):
                found_at, media_type = _follow(url, limits, content)
        except TimeLimitError as error:
            raise CollectingError(f"it took longer than {limits.time_s:g} seconds; raise max_fetch_s") from error
        content.seek(0)
        yield Fetched(found_at, media_type, datetime.now(UTC).isoformat(timespec="seconds"), content)


def checked_url(url: str) -> Url:
    """The address in its parts. Raises CollectingError unless it is of http or https and names a host, and no user."""
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise CollectingError(f"{url} is no address that can be read: {error}") from error
    if parts.scheme not in _PORTS or not parts.host:
        raise CollectingError(f"{url} is no address of http or https with a host, and only such are fetched")
    if parts.auth is not None:
        raise CollectingError("there is a name or password in the address, which would be kept; save the page yourself")
    return parts


def _follow(url: str, limits: FetchLimits, content: BinaryIO) -> tuple[str, str]:
    """Write what stands at the address, or where it leads; that address, and the media type."""
    for _ in range(MOST_REDIRECTS + 1):
        parts = checked_url(url)
        with _answer(parts, limits) as response:
            if response.status not in _REDIRECTS:
                _receive(response, limits.size_bytes, content)
                media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return parts._replace(fragment=None).url, media_type
            location = response.headers.get("Location")
        if not location:
            raise CollectingError(f"it answered {response.status}, which leads elsewhere, and did not say where")
        url = urljoin(parts.url, location)
    raise CollectingError(f"it leads on more than {MOST_REDIRECTS} times, at last to {url}")


@contextmanager
def _answer(parts: Url, limits: FetchLimits) -> Iterator[BaseHTTPResponse]:
    """The server's answer, of the first of its addresses that can be reached, still to be read."""
    host = str(parts.host).strip("[]")
    port = parts.port or _PORTS[str(parts.scheme)]
    unreachable: Exception | None = None
    for address in checked_addresses(host, port, allow_private=limits.allow_private):
        with _pool(parts, host, address, port, limits) as pool:
            try:
                response = _asked(pool, parts)
            except NewConnectionError as error:
                unreachable = error
                continue
            try:
                yield response
            finally:
                response.close()
            return
    raise CollectingError(f"{host} cannot be reached: {unreachable}")


def _asked(pool: HTTPConnectionPool, parts: Url) -> BaseHTTPResponse:
    """The answer, its body still to be read. Raises NewConnectionError where another address may do better."""
    headers = {"Host": parts.netloc or "", "User-Agent": f"florilegium/{version('florilegium')}"}
    try:
        return pool.urlopen(
            "GET", parts.request_uri, headers=headers, redirect=False, retries=False, preload_content=False
        )
    except NewConnectionError:
        raise
    except HTTPError as error:
        raise CollectingError(f"{parts.host} cannot be asked: {error}") from error


def _pool(parts: Url, host: str, address: str, port: int, limits: FetchLimits) -> HTTPConnectionPool:
    """Connections to the address. A certificate is checked for the name, not for the address."""
    timeout = Timeout(total=limits.time_s)
    if parts.scheme == "https":
        return HTTPSConnectionPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)
    return HTTPConnectionPool(address, port, timeout=timeout)


def _receive(response: BaseHTTPResponse, limit_bytes: int, content: BinaryIO) -> None:
    """Write the body. Raises CollectingError where it is none, too large, or breaks off."""
    if response.status != 200:
        raise CollectingError(f"it answered {response.status} {response.reason or ''}".rstrip())
    received = 0
    try:
        for chunk in response.stream(_CHUNK_BYTES, decode_content=True):
            received += len(chunk)
            if received > limit_bytes:
                raise CollectingError(f"it has more than {limit_bytes:,} bytes, which is the limit; raise max_fetch_mb")
            content.write(chunk)
    except HTTPError as error:
        raise CollectingError(f"it broke off after {received:,} bytes: {error}") from error
    if not received:
        raise CollectingError("there is nothing in it")
