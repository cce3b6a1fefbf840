"""Where the site stands on the web: its settings, and addresses that hold outside of it."""

from __future__ import annotations

from flask import current_app, request

from search.settings import Settings
from web.named_language import without_language


def current_settings() -> Settings:
    """The settings of the application that answers this request."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def site_root() -> str:
    """What stands before every path of the site, without a slash at its end: as configured, else as asked for."""
    return current_settings().base_url.rstrip("/") or request.host_url.rstrip("/") + request.script_root


def absolute(path: str) -> str:
    """The address that a path of the site (as `url_for` gives it) has from elsewhere, in whatever language."""
    return site_root() + without_language(path).removeprefix(request.script_root)
