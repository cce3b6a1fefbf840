"""Documents that were found make room for those that a person bounded: they keep what lies outside of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.curation.errors import CorrectionError
from indexer.curation.wording import shown
from indexer.segmenters.base import Draft
from indexer.segmenters.text_span import trimmed_span

EXTENT = "extent"
"""What stands in `by_hand` where first or last words were given by hand, or follow from that."""


def check_bounds(text: str, given: Sequence[Draft]) -> None:
    """Raises CorrectionError where documents bounded by hand overlap, but for one quoted in the other."""
    in_order = sorted(given, key=lambda draft: (draft.start, -draft.end))
    for number, draft in enumerate(in_order):
        for earlier in in_order[:number]:
            if draft.start < earlier.end and (draft.end > earlier.end or draft.quoted_in is None):
                raise CorrectionError(
                    f"the documents that start {_start_of(text, earlier)} and {_start_of(text, draft)} overlap; end "
                    "the one before the other starts, or say by quoted_in that the one is quoted in the other"
                )


def making_room(text: str, found: Iterable[Draft], given: Sequence[Draft]) -> list[Draft]:
    """What is left of the documents found beside those given, in order; nothing of one may be left."""
    left: list[Draft] = []
    for draft in found:
        kept: Draft | None = draft
        for taken in given:
            kept = _beside(kept, taken) if kept else None
        if kept and (kept.start, kept.end) != (draft.start, draft.end):
            start, end = trimmed_span(text, kept.start, kept.end)
            kept = replace(kept, start=start, end=end, by_hand=(*kept.by_hand, EXTENT))
        if kept and kept.start < kept.end:
            left.append(kept)
    return left


def _beside(found: Draft, given: Draft) -> Draft | None:
    """The document without what the given one takes of it; of two parts, the first. None where nothing is left."""
    if found.end <= given.start or given.end <= found.start:
        return found
    if given.start <= found.start and found.end <= given.end:
        is_part = (found.start, found.end) != (given.start, given.end)
        return found if found.quoted_in is not None and is_part else None
    if found.start <= given.start and given.end <= found.end and given.quoted_in is not None:
        return found
    if found.start < given.start:
        return replace(found, end=given.start)
    return replace(found, start=given.end)


def with_parents(drafts: Sequence[Draft]) -> list[Draft]:
    """Each document that is quoted with the innermost one around it as the one that quotes it; none: not quoted."""
    return [
        replace(draft, quoted_in=_parent(draft, drafts)) if draft.quoted_in is not None else draft for draft in drafts
    ]


def _parent(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    around = [other for other in drafts if other.start <= draft.start and draft.end <= other.end]
    around = [other for other in around if (other.start, other.end) != (draft.start, draft.end)]
    return min(around, key=lambda other: other.end - other.start).key if around else None


def _start_of(text: str, draft: Draft) -> str:
    return shown(text[draft.start : draft.end])
