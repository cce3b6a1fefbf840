"""Real saved threads of several forum engines, as text and as pages, against the truth beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.segmentation import segment
from tests.places import SAMPLES, needs
from tests.unit.indexer.structured import read_one

pytestmark = needs(SAMPLES)


def threads() -> list[Any]:
    """Each thread once as text and once as a page, with what is true of it."""
    if not SAMPLES.is_dir():
        return []
    truth = json.loads((SAMPLES / "forum_truth.json").read_text(encoding="utf-8"))
    return [pytest.param(thread[form], thread, id=thread[form]) for thread in truth for form in ("text", "file")]


@pytest.mark.parametrize(("name", "truth"), threads())
def test_every_post_has_its_author_time_and_thread(name: str, truth: dict[str, Any]) -> None:
    drafts = [draft for draft in segment(read_one(SAMPLES / name)).drafts if draft.quoted_in is None]
    assert [(draft.authors, draft.date.edtf) for draft in drafts] == [
        ((post["author"],), post["date"][: len("2015-06-25T10:52")]) for post in truth["posts"]
    ]
    assert {draft.thread for draft in drafts} == {truth["title"]}
