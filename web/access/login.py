"""Who asks: by password, by token, or as a trusted proxy in front names them."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Mapping
from threading import Lock

from flask import Request
from werkzeug.datastructures import WWWAuthenticate

from search.accounts import holder_of, password_hashes, password_matches, token_hashes
from search.errors import ConfigurationError
from search.settings import Settings
from web.serving.proxies import peer_address

_REALM = "Florilegium"
_HEADER = re.compile(r"[A-Za-z0-9-]+")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Passwords:
    """Checks passwords. One that was right is remembered by a keyed digest: every request brings it along again.

    One hash is computed at a time, so that trying out passwords costs neither much memory nor all processors.
    """

    def __init__(self, hashes: Mapping[str, str]) -> None:
        self._hashes = hashes
        self._key = secrets.token_bytes(32)
        self._right: dict[str, bytes] = {}
        self._hashing = Lock()

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def hold(self, name: str, password: str) -> bool:
        """Whether the password is that of the name."""
        sent = hashlib.blake2b(password.encode("utf-8", "surrogatepass"), key=self._key).digest()
        if name in self._right and hmac.compare_digest(self._right[name], sent):
            return True
        # For a name that does not exist another's hash is computed: the time must not tell which names there are.
        hashed = self._hashes.get(name) or next(iter(self._hashes.values()))
        with self._hashing:
            right = password_matches(hashed, password) and name in self._hashes
        if right:
            self._right[name] = sent
        return right


class Login:
    """The ways to log in that the settings allow. Raises ConfigurationError for what cannot be understood of them."""

    def __init__(self, settings: Settings) -> None:
        self.passwords = Passwords(password_hashes(settings.auth_users))
        self.tokens = token_hashes(settings.auth_tokens)
        self.header = _header(settings.auth_header)
        self._proxies = tuple(map(_network, settings.auth_proxies))

    @property
    def required(self) -> bool:
        """Whether anybody has to log in at all."""
        return bool(self.passwords or self.tokens or self.header)

    @property
    def challenges(self) -> tuple[WWWAuthenticate, ...]:
        """What WWW-Authenticate offers (RFC 7617, RFC 6750); none where only the proxy can log somebody in."""
        basic = WWWAuthenticate("basic", {"realm": _REALM, "charset": "UTF-8"})
        bearer = WWWAuthenticate("bearer", {"realm": _REALM})
        return (*([basic] if self.passwords else []), *([bearer] if self.tokens else []))

    def reader(self, request: Request) -> str | None:
        """The name of whoever asks; None for somebody who has not logged in."""
        return self._by_authorization(request) or self._by_proxy(request)

    def _by_authorization(self, request: Request) -> str | None:
        sent = request.authorization
        if sent is None:
            return None
        if sent.type == "bearer":
            return holder_of(sent.token or "", self.tokens)
        name, password = sent.username, sent.password
        if sent.type != "basic" or not self.passwords or name is None or password is None:
            return None
        return name if self.passwords.hold(name, password) else None

    def _by_proxy(self, request: Request) -> str | None:
        name = request.headers.get(self.header, "").strip() if self.header else ""
        return name if name and self._is_trusted(peer_address(request)) else None

    def _is_trusted(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        known = peer.ipv4_mapped or peer if isinstance(peer, ipaddress.IPv6Address) else peer
        return any(known in network for network in self._proxies)


def _header(name: str) -> str:
    if name and not _HEADER.fullmatch(name):
        raise ConfigurationError(f"auth_header is {name!r}; it must be the name of a header, as X-Forwarded-User.")
    return name


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        raise ConfigurationError(
            f"auth_proxies has {text!r}; it must be an address or a network, as 127.0.0.1 or 10.0.0.0/8."
        ) from None
