"""Headers that every response carries: what a browser may do with it, and how long it may keep it."""

from __future__ import annotations

from flask import Flask, Response, request

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def content_security_policy(**changed: str) -> str:
    """The policy of all pages, with directives changed or added: `frame_src="'self'"`."""
    directives = _DIRECTIVES | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


SECURITY_HEADERS = {
    "Content-Security-Policy": content_security_policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_DEFAULTS = {**SECURITY_HEADERS, "Cache-Control": "no-cache"}
"""Headers of every response that says nothing else."""


def register_response_headers(app: Flask) -> None:
    """Add the headers to every response of the application."""
    app.after_request(_set_headers)


def _set_headers(response: Response) -> Response:
    # Each look of `setdefault` for a header that is not there would raise and catch an error of some size.
    set_before = {name.lower() for name, _ in response.headers}
    response.headers.extend((name, value) for name, value in _DEFAULTS.items() if name.lower() not in set_before)
    if response.mimetype == "text/html" and response.status_code == 200 and not response.is_streamed:
        response.add_etag(weak=True)
        response.make_conditional(request)
    return response
