"""How errors are answered: problem JSON on the API and to machines, a page that helps elsewhere."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from search.engines.base import Group
from search.errors import FlorilegiumError, OperatorError, RequestError
from search.results import SearchRequest
from web.access import is_admitted
from web.links import address
from web.parameters import read_search_request
from web.problems import CONTENT_TYPE, Problem, problem_of
from web.rendering import render_search
from web.serving.arrivals import current_request_id

_LOG = logging.getLogger(__name__)
_MACHINE_PATHS = ("/api/", "/oembed", "/embed/words.json", "/healthz", "/readyz", "/metrics")


def register_error_handlers(app: Flask) -> None:
    """Answer our own errors, and those of the web framework, alike. Defects are logged by Flask, then come here."""
    app.register_error_handler(FlorilegiumError, _answer)
    app.register_error_handler(HTTPException, _answer)


def _answer(error: FlorilegiumError | HTTPException) -> Response:
    if isinstance(error, OperatorError):  # with the folders and addresses that no visitor is told
        _LOG.error("No answer could be given: %s", error)
    problem = problem_of(error)
    machine = request.path.startswith(_MACHINE_PATHS)
    response = _as_json(problem) if machine else _as_page(problem)
    response.status_code = problem.status
    if isinstance(error, HTTPException):  # Allow, Retry-After, WWW-Authenticate
        response.headers.extend((name, value) for name, value in error.get_headers() if name != "Content-Type")
    return response


def _as_page(problem: Problem) -> Response:
    if is_admitted() and problem.status != HTTPStatus.REQUEST_URI_TOO_LONG:  # which the page would repeat
        return render_search(_asked(), problem=problem, without_it=_without(problem.parameter))
    response = make_response(render_template("pages/refused.html", problem=problem))
    response.headers["HX-Refresh"] = "true"  # an update cannot log in; the whole page can
    return response


def _without(parameter: str | None) -> str | None:
    """The search page's address with all but the parameter that cannot be read; of other pages and queries none."""
    if parameter in (None, "q") or request.endpoint != "search.page":
        return None
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in (parameter, "lang")]
    return address("search.page", kept)  # which names the language itself


def _as_json(problem: Problem) -> Response:
    response = jsonify(problem.as_json(request.path, current_request_id()))
    response.content_type = CONTENT_TYPE
    return response


def _asked() -> SearchRequest:
    """The search that the request carries, so that the box keeps its text; without what cannot be read of it."""
    try:
        return read_search_request(request.args, group=Group.DOCUMENT)
    except RequestError:
        return SearchRequest(q=request.args.get("q", ""), group=Group.DOCUMENT)
