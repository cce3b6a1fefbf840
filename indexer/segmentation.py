"""From structured text to drafts of documents: the most confident segmenter, what they quote, what stands above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.segmenters import FALLBACK, FALLBACK_CONFIDENCE, SEGMENTERS, Draft, Proposal
from indexer.segmenters.front_matter import as_stated_above
from indexer.segmenters.quoted import find_quoted
from indexer.segmenters.text_span import trimmed_span
from indexer.structure import StructuredText
from search.left_out import Stretches, blanked, within

_CERTAIN = 1.0


class InvalidDraftsError(Exception):
    """A segmenter broke the rules of its seam; a defect, and the message names segmenter, source and draft."""


@dataclass(frozen=True, slots=True)
class SegmentedSource:
    """A source with its documents in reading order, a quoted one after the one that quotes it.

    Drafts have the keys `d1`, `d2`, … in that order, no white space at their ends, and at least one character.
    `segmenter` and `confidence`: whose proposal was taken; no segmenter and 0 for a source without words.
    `by_hand`: what of the source itself a person set otherwise than it was found: `title`, `url`, `retrieved`.
    """

    source: StructuredText
    drafts: tuple[Draft, ...]
    segmenter: str
    confidence: float
    by_hand: tuple[str, ...] = ()

    @property
    def words(self) -> StructuredText:
        """The source with blanks, as many, in the place of what its documents leave out: offsets are the same."""
        return _without_left_out(self.source, self.drafts)

    @property
    def title(self) -> str:
        """What the source is called: as it says itself, else as its first document's thread or title, else its name."""
        first = self.drafts[0] if self.drafts else None
        found = (first.thread or first.title) if first else ""
        return self.source.metadata.get("title") or found or self.source.name

    def quoted_spans(self) -> Mapping[str | None, list[tuple[int, int]]]:
        """By draft's key: where the documents quoted in it stand; under None, those that are quoted in no other."""
        spans: defaultdict[str | None, list[tuple[int, int]]] = defaultdict(list)
        for draft in self.drafts:
            spans[draft.quoted_in].append((draft.start, draft.end))
        return spans


def segment(source: StructuredText) -> SegmentedSource:
    """The documents of a source. Raises InvalidDraftsError on a defect of a segmenter."""
    best = _most_confident(source)
    if best is None:
        return SegmentedSource(source=source, drafts=(), segmenter="", confidence=0.0)
    words = _without_left_out(source, best.drafts)
    quoting = {draft.quoted_in for draft in best.drafts}
    quoted = [child for draft in best.drafts if draft.key not in quoting for child in find_quoted(words.text, draft)]
    found = as_stated_above(source, [*best.drafts, *quoted])
    left_out = [stretch for draft in best.drafts for stretch in draft.left_out]
    try:
        drafts = in_reading_order(words.text, _leaving_out(found, tuple(left_out)))
    except InvalidDraftsError as error:
        raise InvalidDraftsError(f"The segmenter {best.segmenter!r} failed on {source.name!r}: {error}") from error
    return SegmentedSource(source, drafts, best.segmenter, best.confidence)


def _leaving_out(drafts: Sequence[Draft], left_out: Stretches) -> Sequence[Draft]:
    """The drafts, each with all that is left out of the source."""
    return [replace(draft, left_out=left_out) for draft in drafts] if left_out else drafts


def in_reading_order(text: str, found: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts of a text as a SegmentedSource has them: trimmed, in order, with new keys; left out is what of it
    lies in them.

    Raises InvalidDraftsError where they lie outside of the text, overlap, or point to what is not there.
    """
    found = list(found)
    _check_offsets(found, len(text))
    drafts = [draft for draft in (_trimmed(text, each) for each in found) if draft.start < draft.end]
    _check_relations(drafts)
    return _numbered(drafts)


def _most_confident(source: StructuredText) -> Proposal | None:
    best: Proposal | None = None
    for segmenter in SEGMENTERS:
        proposal = segmenter.propose(source)
        if proposal and proposal.drafts and (best is None or proposal.confidence > best.confidence):
            best = proposal
            if best.confidence >= _CERTAIN:
                break
    if best is None or best.confidence < FALLBACK_CONFIDENCE:
        return FALLBACK.propose(source) or best
    return best


def _trimmed(text: str, draft: Draft) -> Draft:
    start, end = trimmed_span(text, draft.start, draft.end)
    left_out = within(draft.left_out, start, end)
    if (start, end, left_out) == (draft.start, draft.end, draft.left_out):
        return draft
    return replace(draft, start=start, end=end, left_out=left_out)


def _without_left_out(source: StructuredText, drafts: Iterable[Draft]) -> StructuredText:
    left_out = sorted({stretch for draft in drafts for stretch in draft.left_out if draft.quoted_in is None})
    if not left_out:
        return source
    text = blanked(source.text, left_out)
    spans = ((block, *trimmed_span(text, block.start, block.end)) for block in source.blocks)
    blocks = tuple(replace(block, start=start, end=end) for block, start, end in spans if start < end)
    return replace(source, text=text, blocks=blocks)


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


def _check_offsets(drafts: Iterable[Draft], text_chars: int) -> None:
    for draft in drafts:
        if not 0 <= draft.start <= draft.end <= text_chars:
            raise _fault(draft, f"lies outside of the text of {text_chars} characters")


def _check_relations(drafts: Iterable[Draft]) -> None:
    """Raises InvalidDraftsError unless drafts lie in their parents and beside their siblings, and name each other."""
    in_order = sorted(drafts, key=lambda each: (each.start, each.end))
    by_key = {draft.key: draft for draft in in_order}
    last_end: dict[str | None, int] = {}
    for draft in in_order:
        if by_key[draft.key] is not draft:
            raise _fault(draft, "has the key of another draft")
        if draft.start < last_end.get(draft.quoted_in, 0):
            raise _fault(draft, "overlaps the draft before it")
        if draft.reply_to is not None and draft.reply_to not in by_key:
            raise _fault(draft, f"replies to {draft.reply_to!r}, which is none of the drafts")
        if draft.quoted_in is not None and not _lies_within(draft, by_key.get(draft.quoted_in)):
            raise _fault(draft, f"is no part of {draft.quoted_in!r}, which it says quotes it")
        last_end[draft.quoted_in] = draft.end


def _lies_within(draft: Draft, parent: Draft | None) -> bool:
    """Whether a draft is a part of another, and not all of it."""
    if parent is None or not parent.start <= draft.start < draft.end <= parent.end:
        return False
    return (parent.start, parent.end) != (draft.start, draft.end)


def _fault(draft: Draft, what: str) -> InvalidDraftsError:
    return InvalidDraftsError(f"the draft {draft.key!r} ({draft.start} to {draft.end}) {what}")
