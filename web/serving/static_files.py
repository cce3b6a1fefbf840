"""Addresses of static files that carry a hash of their contents, so that browsers may keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import blake2s
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

HTMX = "vendor/htmx.min.js"
_FOREVER = "public, max-age=31536000, immutable"


def register_static_files(app: Flask) -> None:
    """Give templates `static_url` and `has_htmx`, and versioned files their cache header."""
    has_htmx = _static_path(app, HTMX).is_file()
    if not has_htmx:
        app.logger.warning("%s is missing: run `make setup`. Until then, pages work without it.", HTMX)
    app.jinja_env.globals.update(static_url=static_url, has_htmx=has_htmx)
    app.after_request(_keep_versioned)


def static_url(name: str) -> str:
    """The address of a static file, with its version."""
    return url_for("static", filename=name, v=_version(_static_path(current_app, name)))


def _static_path(app: Flask, name: str) -> Path:
    return Path(app.static_folder or "") / name


@cache
def _version(path: Path) -> str:
    return blake2s(path.read_bytes(), digest_size=6).hexdigest()


def _keep_versioned(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        path = _static_path(current_app, (request.view_args or {})["filename"])
        if request.args.get("v") == _version(path):
            response.headers["Cache-Control"] = _FOREVER
    return response
