"""Passages as JSON Lines: one JSON object a line, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from search.serialize import cited_passage_json
from web.exports.taken import Taken


def jsonl_pieces(taken: Iterable[Taken]) -> Iterator[str]:
    """A line for each passage, in the shape that `/api/v1/passages` gives, with its source and its score."""
    for one in taken:
        record = {
            **cited_passage_json(one.cited, one.root),
            "source": one.cited.source_name,
            "score": one.cited.score,
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"
