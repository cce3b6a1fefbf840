"""Which post answers which, where the format numbers posts and says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.segmenters.base import Draft
from indexer.segmenters.lines import Line
from indexer.structure import StructuredText

_NUMBER = re.compile(r"#(\d+)$")


def with_answers(
    source: StructuredText, lines: Sequence[Line], headed: Iterable[tuple[int, Draft]]
) -> tuple[Draft, ...]:
    """The drafts, each with the one that it replies to. `headed`: each with the last line of its header."""
    posts = list(headed)
    answers: dict[str, str] = json.loads(source.metadata.get("replies", "{}"))
    if not answers:
        return tuple(draft for _, draft in posts)
    numbers = [match[1] if (match := _NUMBER.search(lines[last].text)) else "" for last, _ in posts]
    key_of = {number: draft.key for number, (_, draft) in zip(numbers, posts, strict=True) if number}
    return tuple(
        replace(draft, reply_to=key_of.get(answers.get(number, "")))
        for number, (_, draft) in zip(numbers, posts, strict=True)
    )
