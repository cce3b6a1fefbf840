"""What an operator's machines ask: is the process alive, and can it answer searches?"""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from web.access import is_admitted
from web.provider import current_searcher

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """200 as long as the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """200 with what is searched; 503 as problem JSON, saying what to do, where there is no usable index.

    That is also where a search met damage since the last commit, or files are gone or of another size.

    Of a private dossier, whoever has not logged in is told no more than that it is ready.
    """
    summary = current_searcher().check_ready()
    if not is_admitted():
        return jsonify(status="ready")
    return jsonify(
        status="ready",
        generation=summary.generation,
        documents=summary.documents,
        passages=summary.passages,
    )
