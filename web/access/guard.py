"""The door of a private dossier: closed for every address but those that tell machines whether the service lives."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import Forbidden, Unauthorized

from search.errors import ConfigurationError
from search.message import Message
from search.settings import Settings
from web.access.login import Login

OPEN_ENDPOINTS = frozenset({"health.alive", "health.ready"})
_STATIC = "static"


def register_access(app: Flask, settings: Settings) -> None:
    """Let nobody read who has not logged in, where the settings name anybody who may.

    Raises ConfigurationError for settings that cannot be understood, or that contradict each other.
    """
    login = Login(settings)
    app.extensions["login"] = login
    if not login.required:
        return
    if settings.api_origins:
        raise ConfigurationError(
            f"api_origins is {', '.join(settings.api_origins)!r} while reading needs a login, which pages of other "
            "sites cannot give; leave api_origins empty, or the settings auth_users, auth_tokens and auth_header."
        )
    app.before_request(_admit)
    app.after_request(_keep_private)


def is_admitted() -> bool:
    """Whether whoever sent the request may see what the dossier holds, its title included."""
    login: Login = current_app.extensions["login"]
    return not login.required or g.get("reader") is not None


def _admit() -> None:
    login: Login = current_app.extensions["login"]
    g.reader = login.reader(request)
    if g.reader is None and request.endpoint not in OPEN_ENDPOINTS:
        g.refused = "login"
        raise _refusal(login)


def _refusal(login: Login) -> Unauthorized | Forbidden:
    if not login.challenges:
        return Forbidden(Message("This dossier is private, and it is read through the address at which one logs in."))
    return Unauthorized(Message("This dossier is private; log in to read it."), www_authenticate=login.challenges)


def _keep_private(response: Response) -> Response:
    """Nothing of a private dossier stays in a cache, a browser's own included; the program's own files may."""
    if request.endpoint == _STATIC and is_admitted():
        response.cache_control.public = False
        response.cache_control.private = True
    else:
        response.headers["Cache-Control"] = "private, no-store"
    response.vary.add("Authorization")
    return response
