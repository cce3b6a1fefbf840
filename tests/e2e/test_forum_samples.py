"""Real saved threads of several forum engines, as text and as pages, against the truth beside them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from indexer.readers import reader_for
from indexer.segmentation import segment
from indexer.structure import StructuredText

SHARED = Path(os.environ.get("FLORI_SHARED", Path(__file__).parents[3] / "shared"))
SAMPLES = SHARED / "samples"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"the saved threads are not at {SAMPLES}; set FLORI_SHARED"
)


def threads() -> list[Any]:
    """Each thread once as text and once as a page, with what is true of it."""
    if not SAMPLES.is_dir():
        return []
    truth = json.loads((SAMPLES / "forum_truth.json").read_text(encoding="utf-8"))
    return [pytest.param(thread[form], thread, id=thread[form]) for thread in truth for form in ("text", "file")]


@pytest.mark.parametrize(("name", "truth"), threads())
def test_every_post_has_its_author_time_and_thread(name: str, truth: dict[str, Any]) -> None:
    path = SAMPLES / name
    reader = reader_for(path)
    assert reader is not None
    (source,) = reader.read(path, name)
    assert isinstance(source, StructuredText)
    drafts = [draft for draft in segment(source).drafts if draft.quoted_in is None]
    assert [(draft.authors, draft.date.edtf) for draft in drafts] == [
        ((post["author"],), post["date"][: len("2015-06-25T10:52")]) for post in truth["posts"]
    ]
    assert {draft.thread for draft in drafts} == {truth["title"]}
