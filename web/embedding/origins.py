"""Which pages of other sites may read the API and frame the pages made for it: as configured, else none."""

from __future__ import annotations

import re

from flask import Flask, Response, request

from search.errors import ConfigurationError
from search.settings import Settings
from web.site import current_settings

ANY = "*"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9a-fA-F:]+\](?::\d{1,5})?")
_OPEN_PATHS = ("/api/", "/oembed", "/embed/words.json")
_EMBED_FILES = "/static/embed/"
_PREFLIGHT_KEPT_S = 86_400


def register_origins(app: Flask, settings: Settings) -> None:
    """Let pages of the configured origins read the API. Raises ConfigurationError for what is no origin."""
    for key, values in (("api_origins", settings.api_origins), ("frame_ancestors", settings.frame_ancestors)):
        for value in values:
            if value != ANY and not _ORIGIN.fullmatch(value):
                raise ConfigurationError(
                    f"{key} has {value!r}; write an origin as https://example.org, without a path, or * for all."
                )
    app.after_request(_share)


def frame_ancestors() -> str:
    """The value of the policy's directive for pages made to be framed: this site, and those configured."""
    return " ".join(("'self'", *current_settings().frame_ancestors))


def _share(response: Response) -> Response:
    """Add the headers of https://fetch.spec.whatwg.org/#http-cors-protocol; without credentials, as none are used."""
    if request.path.startswith(_EMBED_FILES):
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    allowed = current_settings().api_origins
    if not allowed or not request.path.startswith(_OPEN_PATHS):
        return response
    if ANY in allowed:
        response.headers["Access-Control-Allow-Origin"] = ANY
    else:
        response.vary.add("Origin")
        if request.origin not in allowed:
            return response
        response.headers["Access-Control-Allow-Origin"] = request.origin
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Expose-Headers"] = "Flori-Found, Flori-Given"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Max-Age"] = str(_PREFLIGHT_KEPT_S)
    return response
