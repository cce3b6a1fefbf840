"""Selected passages as a page: the list is in its address, so that it can be kept and sent on."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request

from search.engines.base import Group
from search.results import SearchRequest
from web.embedding.shown import passage_pairs, read_passage_ids
from web.links import address
from web.provider import current_searcher

blueprint = Blueprint("lists", __name__)


@blueprint.get("/list")
def page() -> str:
    """The passages in the order they were selected, and the ways to take them away."""
    ids = read_passage_ids(request.args)
    found = current_searcher().passages(ids)
    shown = tuple(cited.passage.id for cited in found.passages)
    pairs = [("as-of", datetime.now(UTC).date().isoformat()), *passage_pairs(shown)]
    return render_template(
        "pages/list.html",
        found=found,
        ids=shown,
        frozen_url=address("embed.make", pairs),
        search=SearchRequest(group=Group.DOCUMENT),
    )
