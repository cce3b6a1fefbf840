"""What front matter states of the one document below it, whatever segmenter found that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from indexer.date_places import FRONT_MATTER
from indexer.segmenters.base import Draft
from indexer.segmenters.stated import (
    stated_authors,
    stated_date,
    stated_kind,
    stated_recipients,
    stated_signatories,
)
from indexer.structure import BlockKind, StructuredText


def as_stated_above(source: StructuredText, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; where one holds all others and front matter stands above it, with what that states.

    Above several documents it is about the page, and says nothing of any of them.
    """
    outer = [draft for draft in drafts if draft.quoted_in is None]
    if len(outer) != 1 or not source.blocks or source.blocks[0].kind is not BlockKind.FRONT_MATTER:
        return list(drafts)
    stated = _stated(source)
    return [replace(draft, **stated) if draft.quoted_in is None else draft for draft in drafts]


def _stated(source: StructuredText) -> dict[str, Any]:
    """What is stated, by the draft's field."""
    metadata = source.metadata
    date = stated_date(metadata, FRONT_MATTER)
    values = {
        "kind": stated_kind(metadata),
        "title": metadata.get("title"),
        "authors": stated_authors(metadata),
        "signatories": stated_signatories(metadata),
        "recipients": stated_recipients(metadata),
        "date": date if date.edtf else None,
        "thread": metadata.get("thread"),
        "url": metadata.get("url"),
    }
    return {name: value for name, value in values.items() if value}
