"""Proxies in front: how many are believed, and whose address a request comes from."""

from __future__ import annotations

from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix

from search.settings import Settings

_AS_RECEIVED = "werkzeug.proxy_fix.orig"


def register_proxies(app: Flask, settings: Settings) -> None:
    """Believe X-Forwarded-For, -Proto and -Host as the last `trusted_hops` proxies wrote them; no other headers.

    Each of those proxies must set all three, else a client could.
    """
    hops = settings.trusted_hops
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def peer_address(request: Request) -> str:
    """The address of whoever is connected to this server, a proxy or a client; empty where there is none."""
    received: dict[str, str | None] = request.environ.get(_AS_RECEIVED, request.environ)
    return received.get("REMOTE_ADDR") or ""


def client_address(request: Request) -> str:
    """The address of the client, behind the proxies that are believed; empty where there is none."""
    return request.remote_addr or ""
