"""Laws of corrections: whatever a person lists, documents come out apart from each other, or quoted."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from indexer.curation import CorrectionError, curate, parse_correction, written_correction
from indexer.segmentation import SegmentedSource, segment
from indexer.segmenters.base import Draft
from tests.unit.indexer.structured import plain_text

TEXT = """Ferry timetable

Post by marina » Mon May 05, 2014 9:15 am

Has anybody heard when the ferry sails again? The text of the letter is as follows:

Dear Mr Quill,

The ferry has not sailed since Monday. Nobody can say why.

Yours sincerely,

Ada Birch

Post by tobias » Mon May 05, 2014 11:40 am

Thanks! Not before Friday, the harbour office told me.

Post by marina » Tue May 06, 2014 8:02 am

Thanks! Then I shall take the bus.
"""
FOUND = segment(plain_text(TEXT))
WORDS = TEXT.split()
WORD_RUNS = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 3)).map(
    lambda run: " ".join(WORDS[run[0] : run[0] + run[1]])
)
BEGINNINGS = st.sampled_from([" ".join(TEXT[draft.start :].split()[:4]) for draft in FOUND.drafts])


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    """One `[[document]]`: any words of the text, or those that a document begins with."""
    entry: dict[str, object] = {"starts": draw(BEGINNINGS | WORD_RUNS), "kind": "letter"}
    if draw(st.booleans()):
        entry |= {"ends": draw(WORD_RUNS), "ends_occurrence": 1}
    if draw(st.booleans()):
        entry["starts_occurrence"] = draw(st.integers(1, 2))
    for key in ("quoted_in", "reply_to"):
        if draw(st.integers(0, 3)) == 0:
            entry[key] = draw(BEGINNINGS | st.just(""))
    if draw(st.integers(0, 5)) == 0:
        entry["drop"] = True
    return entry


CORRECTIONS = st.tuples(st.booleans(), st.lists(entries(), max_size=4))


def corrected(only_listed: bool, listed: list[dict[str, object]]) -> SegmentedSource | None:
    """What comes of a correction; None where it is refused. Anything but a CorrectionError is a defect."""
    lines = ["[source]", f"only_listed = {json.dumps(only_listed)}"]
    for entry in listed:
        lines += ["[[document]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items())]
    correction = parse_correction("\n".join(lines).encode())
    try:
        return curate(FOUND, correction)
    except CorrectionError:
        return None


def parent_of(draft: Draft, found: SegmentedSource) -> Draft | None:
    return next((other for other in found.drafts if other.key == draft.quoted_in), None)


@given(CORRECTIONS)
def test_documents_lie_apart_or_within_the_one_that_quotes_them(drawn: tuple[bool, list[dict[str, object]]]) -> None:
    found = corrected(*drawn)
    for draft in found.drafts if found else ():
        parent = parent_of(draft, found) if found else None
        assert (draft.quoted_in is None) == (parent is None)
        assert parent is None or (parent.start <= draft.start and draft.end <= parent.end)
        assert found is not None
        for other in found.drafts:
            if other is not draft and other.quoted_in == draft.quoted_in:
                assert other.end <= draft.start or draft.end <= other.start
        assert draft.reply_to in {None, *(other.key for other in found.drafts)}


@given(CORRECTIONS)
def test_what_is_listed_with_both_its_words_is_there_with_just_those_bounds(
    drawn: tuple[bool, list[dict[str, object]]],
) -> None:
    found = corrected(*drawn)
    if found is None:
        return
    texts = [" ".join(TEXT[draft.start : draft.end].split()) for draft in found.drafts]
    for entry in drawn[1]:
        if "ends" in entry and not entry.get("drop"):
            starts, ends = str(entry["starts"]), str(entry["ends"])
            assert any(text.startswith(starts) and text.endswith(ends) for text in texts)
    if drawn[0]:
        assert len(found.drafts) <= len(drawn[1])


@given(CORRECTIONS)
def test_what_was_corrected_and_written_again_gives_the_same_documents(
    drawn: tuple[bool, list[dict[str, object]]],
) -> None:
    found = corrected(*drawn)
    if found is None:
        return
    again = curate(FOUND, parse_correction(written_correction(found, only_listed=True).encode()))
    assert [_shown(draft) for draft in again.drafts] == [_shown(draft) for draft in found.drafts]


def _shown(draft: Draft) -> tuple[object, ...]:
    return draft.kind, draft.title, draft.start, draft.end, draft.authors, draft.date.edtf, draft.quoted_in
