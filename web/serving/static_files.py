"""Addresses of static files that carry a hash of their contents, so that browsers may keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import blake2s
from pathlib import Path

from flask import Flask, Response, current_app, request

HTMX = "vendor/htmx.min.js"
_FOREVER = "public, max-age=31536000, immutable"


def register_static_files(app: Flask) -> None:
    """Give templates `static_url` and `has_htmx`, and versioned files their cache header."""
    has_htmx = Path(app.static_folder or "", HTMX).is_file()
    if not has_htmx:
        app.logger.warning("%s is missing: run `make setup`. Until then, pages work without it.", HTMX)
    app.jinja_env.globals.update(static_url=static_url, has_htmx=has_htmx)
    app.after_request(_keep_versioned)


def static_url(name: str) -> str:
    """The address of a static file, with its version."""
    version = _version(current_app.static_folder or "", name)
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={version}"


@cache
def _version(folder: str, name: str) -> str:
    return blake2s(Path(folder, name).read_bytes(), digest_size=6).hexdigest()


def _keep_versioned(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        name = (request.view_args or {})["filename"]
        if request.args.get("v") == _version(current_app.static_folder or "", name):
            response.headers["Cache-Control"] = _FOREVER
    return response
