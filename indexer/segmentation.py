"""From structured text to drafts of documents: the most confident segmenter, then what its documents quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.segmenters import SEGMENTERS, Draft, Proposal
from indexer.segmenters.quoted import find_quoted
from indexer.segmenters.text_span import trimmed_span
from indexer.structure import StructuredText

_CERTAIN = 1.0


class InvalidDraftsError(Exception):
    """A segmenter broke the rules of its seam; a defect, and the message names segmenter, source and draft."""


@dataclass(frozen=True, slots=True)
class SegmentedSource:
    """A source with its documents in reading order, a quoted one after the one that quotes it.

    Drafts have the keys `d1`, `d2`, … in that order, no white space at their ends, and at least one character.
    `segmenter` and `confidence`: whose proposal was taken; no segmenter and 0 for a source without words.
    """

    source: StructuredText
    drafts: tuple[Draft, ...]
    segmenter: str
    confidence: float


def segment(source: StructuredText) -> SegmentedSource:
    """The documents of a source. Raises InvalidDraftsError on a defect of a segmenter."""
    best = _most_confident(source)
    if best is None:
        return SegmentedSource(source=source, drafts=(), segmenter="", confidence=0.0)
    found = [_trimmed(source.text, draft) for draft in best.drafts]
    quoting = {draft.quoted_in for draft in found}
    quoted = [
        _trimmed(source.text, child)
        for draft in found
        if draft.key not in quoting
        for child in find_quoted(source.text, draft)
    ]
    drafts = [draft for draft in (*found, *quoted) if draft.start < draft.end]
    _check(drafts, source, best.segmenter)
    return SegmentedSource(source, _numbered(drafts), best.segmenter, best.confidence)


def _most_confident(source: StructuredText) -> Proposal | None:
    best: Proposal | None = None
    for segmenter in SEGMENTERS:
        proposal = segmenter.propose(source)
        if proposal and proposal.drafts and (best is None or proposal.confidence > best.confidence):
            best = proposal
            if best.confidence >= _CERTAIN:
                break
    return best


def _trimmed(text: str, draft: Draft) -> Draft:
    start, end = trimmed_span(text, draft.start, draft.end)
    return replace(draft, start=start, end=end)


def _numbered(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    by_key = {draft.key: draft for draft in drafts}
    ordered = sorted(by_key.values(), key=lambda draft: (draft.start, -draft.end, _depth(draft, by_key)))
    names = {draft.key: f"d{number}" for number, draft in enumerate(ordered, start=1)}
    return tuple(
        replace(
            draft,
            key=names[draft.key],
            quoted_in=names[draft.quoted_in] if draft.quoted_in else None,
            reply_to=names[draft.reply_to] if draft.reply_to else None,
        )
        for draft in ordered
    )


def _depth(draft: Draft, by_key: Mapping[str, Draft]) -> int:
    return 1 + _depth(by_key[draft.quoted_in], by_key) if draft.quoted_in else 0


def _check(drafts: list[Draft], source: StructuredText, segmenter: str) -> None:
    """Raises InvalidDraftsError unless every draft lies in the text and in its parent, and beside its siblings."""
    by_key = {draft.key: draft for draft in drafts}
    last_end: dict[str | None, int] = {}
    for draft in sorted(drafts, key=lambda each: (each.start, each.end)):
        fault = _fault(draft, by_key, len(source.text))
        if by_key[draft.key] is not draft:
            fault = "another draft has its key"
        elif draft.start < last_end.get(draft.quoted_in, 0):
            fault = "it overlaps the document before it"
        if fault:
            raise InvalidDraftsError(
                f"The segmenter {segmenter!r} gave an invalid draft {draft.key!r} ({draft.start} to {draft.end}) "
                f"of {source.name!r}: {fault}."
            )
        last_end[draft.quoted_in] = draft.end


def _fault(draft: Draft, by_key: Mapping[str, Draft], text_chars: int) -> str | None:
    if not 0 <= draft.start < draft.end <= text_chars:
        return f"it lies outside of the text of {text_chars} characters"
    if draft.reply_to is not None and draft.reply_to not in by_key:
        return f"it replies to {draft.reply_to!r}, which is none of its drafts"
    if draft.quoted_in is None:
        return None
    parent = by_key.get(draft.quoted_in)
    if parent is None or not parent.start <= draft.start < draft.end <= parent.end:
        return f"it does not lie within {draft.quoted_in!r}, which it says quotes it"
    if (parent.start, parent.end) == (draft.start, draft.end):
        return f"it is all of {draft.quoted_in!r}, which it says quotes it"
    return None
