"""What the search box suggests while somebody types."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from search.engines.base import Group
from web.parameters import read_search_request
from web.provider import current_searcher
from web.results.suggestions import suggestions

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/suggest")
def options() -> str:
    """The options of the list below the box, for the query written so far and the restrictions in force."""
    asked = read_search_request(request.args, group=Group.DOCUMENT)
    return render_template("partials/_suggestions.html", suggestions=suggestions(current_searcher(), asked))
