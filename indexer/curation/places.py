"""Where in a source the documents of a correction are, and which of the documents found each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.curation.errors import CorrectionError
from indexer.curation.form import DocumentEntry
from indexer.curation.wording import begins_with, ends_after, shown, starts_in
from indexer.segmenters.base import Draft


@dataclass(frozen=True, slots=True)
class Place:
    """Where the document of an entry stands. `found`: the document that was found there, None where there was none.

    `start` and `end`: of the document as it is to be.
    """

    entry: DocumentEntry
    start: int
    end: int
    found: Draft | None


def places_of(text: str, entries: Sequence[DocumentEntry], drafts: Sequence[Draft]) -> list[Place]:
    """A place for each entry, in their order. Raises CorrectionError, naming the words that say no place."""
    places: list[Place] = []
    for entry in entries:
        place = _place(text, entry, drafts)
        same = next((other for other in places if other.found and other.found is place.found), None)
        if same and None not in (same.entry.ends, entry.ends):
            place, same = replace(place, found=None), None  # two that begin in one place and end in different ones
        if same or any((other.start, other.end) == (place.start, place.end) for other in places):
            raise CorrectionError(f"the document that starts {shown(entry.starts)} is listed twice; keep one of them")
        places.append(place)
    return places


def _place(text: str, entry: DocumentEntry, drafts: Sequence[Draft]) -> Place:
    start = _start(text, entry, drafts)
    here = [draft for draft in drafts if _begins_at(text, draft, start)]
    here.sort(key=lambda draft: -draft.end)
    if entry.ends is not None:
        end = _end(text, entry, entry.ends, start)
        exact = [draft for draft in here if (draft.start, draft.end) == (start, end)]
        return Place(entry, start, end, next(iter(exact or here), None))
    if not here:
        raise CorrectionError(
            f"the words {shown(entry.starts)} (starts) are in the source, but no document was found to start there; "
            "take the first words of one, or give its last words too, as ends"
        )
    return Place(entry, here[0].start, here[0].end, here[0])


def _start(text: str, entry: DocumentEntry, drafts: Sequence[Draft]) -> int:
    places = starts_in(text, entry.starts)
    if not places:
        raise CorrectionError(f"the words {shown(entry.starts)} (starts) do not occur in the source")
    if entry.starts_occurrence is not None:
        if entry.starts_occurrence > len(places):
            raise CorrectionError(
                f"the words {shown(entry.starts)} (starts) occur only {len(places)} times, "
                f"so there is no number {entry.starts_occurrence}"
            )
        return places[entry.starts_occurrence - 1]
    if len(places) > 1:
        places = [place for place in places if any(_begins_at(text, draft, place) for draft in drafts)]
    if len(places) != 1:
        raise CorrectionError(
            f"the words {shown(entry.starts)} (starts) occur more than once; "
            "give more of them, or say which with starts_occurrence = 1"
        )
    return places[0]


def _end(text: str, entry: DocumentEntry, words: str, start: int) -> int:
    ends, occurrence = ends_after(text, start, entry.starts, words), entry.ends_occurrence
    named = f"the words {shown(words)} (ends)"
    if not ends:
        raise CorrectionError(f"{named} do not occur in the source after the document's first")
    if occurrence is None and len(ends) > 1:
        raise CorrectionError(
            f"{named} occur more than once after the document's first; "
            "give more words before them, or say which with ends_occurrence = 1"
        )
    if occurrence is not None and len(ends) < occurrence:
        raise CorrectionError(f"{named} occur only {len(ends)} times there, so there is no number {occurrence}")
    return ends[(occurrence or 1) - 1]


def _begins_at(text: str, draft: Draft, start: int) -> bool:
    """Whether a document begins there, or with nothing but marks before it, such as an opening quote."""
    return draft.start <= start < draft.end and re.search(r"\w", text[draft.start : start]) is None


def document_that_starts(text: str, words: str, drafts: Sequence[Draft], key: str) -> Draft:
    """The one of the documents that begins with the words, the outermost of several that begin in one place.

    `key`: whose words they are, for messages. Raises CorrectionError where none begins so, or several in different
    places.
    """
    candidates = [draft for draft in drafts if begins_with(text, draft.start, words)]
    if not candidates:
        raise CorrectionError(f"no document starts with the words {shown(words)} ({key})")
    if len({draft.start for draft in candidates}) > 1:
        raise CorrectionError(f"several documents start with the words {shown(words)} ({key}); give more of them")
    return max(candidates, key=lambda draft: draft.end)
