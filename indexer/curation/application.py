"""A correction applied to what was found: bounds first, then what is set, then how documents point to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from indexer.curation.errors import CorrectionError
from indexer.curation.form import Correction, DocumentEntry
from indexer.curation.giving_way import EXTENT, check_bounds, making_room, with_parents
from indexer.curation.places import Place, document_that_starts, places_of
from indexer.curation.wording import begins_with, shown
from indexer.segmentation import SegmentedSource, in_reading_order
from indexer.segmenters.base import Draft
from indexer.segmenters.stated import first_line
from search.model import DocumentDate

_QUOTED_BY_HAND = "quoted by hand"
"""Stands for the document that quotes another until it is known which one lies around it."""


def curate(found: SegmentedSource, correction: Correction) -> SegmentedSource:
    """What was found, as corrected. Raises CorrectionError, naming words that say no place or contradict each other.

    A value that says what was found anyway changes nothing; what changes is named in `by_hand`.
    """
    if correction.says_nothing():
        return found
    text = found.source.text
    places = places_of(text, correction.documents, found.drafts)
    entries, drafts = _bounded(text, found.drafts, places, correction)
    drafts = [_with_values(draft, entries.get(draft.key), correction.every_document) for draft in drafts]
    drafts = _with_relations(text, drafts, entries)
    return replace(_with_source_values(found, correction.source), drafts=in_reading_order(text, drafts))


def _with_source_values(found: SegmentedSource, values: Mapping[str, str | None]) -> SegmentedSource:
    """By hand is what takes the place of another value; an address where there was none is a record of collecting."""
    metadata = found.source.metadata
    stated = {key: metadata[key] for key in ("url", "retrieved") if key in metadata} | {"title": found.title}
    said = {key: value or "" for key, value in values.items() if value or key != "title"}
    source = replace(found.source, metadata=corrected_metadata(metadata, values))
    return replace(found, source=source, by_hand=tuple(key for key in said if stated.get(key, said[key]) != said[key]))


def corrected_metadata(metadata: Mapping[str, str], values: Mapping[str, str | None]) -> dict[str, str]:
    """What a text states of itself, with what a correction says of the source in its place."""
    kept = {key: value for key, value in metadata.items() if key not in values}
    return kept | {key: value for key, value in values.items() if value}


def _bounded(
    text: str, found: Sequence[Draft], places: Sequence[Place], correction: Correction
) -> tuple[dict[str, DocumentEntry], list[Draft]]:
    """The documents with their bounds and parents, and by their keys the entries that are about them."""
    by_key = {place.found.key if place.found else f"by hand {number}": place for number, place in enumerate(places)}
    given = [
        _given(text, place, key, correction)
        for key, place in by_key.items()
        if not place.entry.drop and (place.entry.ends is not None or place.entry.quoted_in is not None)
    ]
    check_bounds(text, given)
    settled = {draft.key for draft in given} | {key for key, place in by_key.items() if place.entry.drop}
    others = [draft for draft in found if draft.key not in settled]
    if correction.only_listed:
        others = [draft for draft in others if draft.key in by_key]
    entries = {key: place.entry for key, place in by_key.items()}
    return entries, with_parents([*making_room(text, others, given), *given])


def _given(text: str, place: Place, key: str, correction: Correction) -> Draft:
    """The document with the bounds that its entry gives it: the one found there, or a new one."""
    draft = place.found or _new(text, place, key, correction)
    if (draft.start, draft.end) != (place.start, place.end):
        draft = replace(draft, start=place.start, end=place.end, by_hand=(*draft.by_hand, EXTENT))
    if place.entry.quoted_in is None:
        return draft
    quoted_in = _QUOTED_BY_HAND if place.entry.quoted_in.split() else None
    changed = (quoted_in is None) != (draft.quoted_in is None)
    return replace(draft, quoted_in=quoted_in, by_hand=(*draft.by_hand, "quoted_in") if changed else draft.by_hand)


def _new(text: str, place: Place, key: str, correction: Correction) -> Draft:
    """A document where none was found. Raises CorrectionError where nothing says what it is."""
    kind = place.entry.values.get("kind") or correction.every_document.get("kind")
    if kind is None:
        raise CorrectionError(
            f"no document was found that starts {shown(place.entry.starts)}, so it must be said what it is; "
            'give its kind, as kind = "letter"'
        )
    title = first_line(text[place.start : place.end])
    return Draft(key, kind, title, place.start, place.end, by_hand=(EXTENT, "kind"))


def _with_values(draft: Draft, entry: DocumentEntry | None, every: Mapping[str, Any]) -> Draft:
    """The document with what is set of it, and the names of what that changed."""
    values = {**(every if draft.quoted_in is None else {}), **(entry.values if entry else {})}
    changed = {name: value for name, value in values.items() if not _says_the_same(value, getattr(draft, name))}
    return replace(draft, **changed, by_hand=(*draft.by_hand, *(name for name in changed if name not in draft.by_hand)))


def _says_the_same(value: object, found: object) -> bool:
    if isinstance(value, DocumentDate) and isinstance(found, DocumentDate):
        return value.edtf == found.edtf
    return value == found


def _with_relations(text: str, drafts: Sequence[Draft], entries: Mapping[str, DocumentEntry]) -> list[Draft]:
    """The documents with what they answer, as said, or without it where that is gone. Checks what quotes them."""
    by_key = {draft.key: draft for draft in drafts}
    related: list[Draft] = []
    for draft in drafts:
        entry = entries.get(draft.key)
        if entry and entry.quoted_in is not None:
            _check_parent(text, draft, entry.quoted_in, by_key.get(draft.quoted_in or ""))
        answered = draft.reply_to if draft.reply_to in by_key else None
        if entry and entry.reply_to is not None:
            answered = _answered(text, entry.reply_to, draft, drafts)
        # What an e-mail answers is not known yet: whatever is said of it holds.
        said = entry is not None and entry.reply_to is not None and (draft.mail or answered != draft.reply_to)
        by_hand = (*draft.by_hand, "reply_to") if said else draft.by_hand
        related.append(replace(draft, reply_to=answered, by_hand=by_hand))
    return related


def _answered(text: str, words: str, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    if not words.split():
        return None
    return document_that_starts(text, words, [other for other in drafts if other is not draft], "reply_to").key


def _check_parent(text: str, draft: Draft, words: str, parent: Draft | None) -> None:
    """Raises CorrectionError unless the document is quoted in one that begins with the words."""
    if not words.split():
        return
    if parent is None or not begins_with(text, parent.start, words):
        around = f"starts {shown(text[parent.start : parent.end])}" if parent else "is none at all"
        raise CorrectionError(
            f"the document that starts {shown(text[draft.start : draft.end])} does not lie in one that starts "
            f"{shown(words)} (quoted_in); the one around it {around}"
        )
