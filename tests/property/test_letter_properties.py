"""Whatever a text holds, the letters found in it are valid drafts, and finding them does not take long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers.text import text_blocks
from indexer.segmenters.base import Proposal
from indexer.segmenters.letters import LettersSegmenter
from indexer.structure import StructuredText

# The lines that structure letters, and some that do not, in any order.
LINES = st.sampled_from(
    [
        "",
        "",
        "From:",
        "To:",
        "From: Jane Doe",
        "To: Abel Trust; Bird Trust",
        "Date: 3 May 1891",
        "3 May 1891",
        "Deal, August, 1834.",
        "XII. Abel to Bird",
        "TO THE REV. HENRY COLE.",
        "Letter from A. Abel to Ben Bird, dated 3 May 1891:",
        "Dear Mr Bird,",
        "My Dear Friend,--The harbour wants dredging.",
        "Thank you for your letter of 3 May 1891. The tower leans, and nobody has come to look at it since Monday.",
        "Appendix",
        "Re: The tower",
        "Yours sincerely,",
        "Jane Doe",
        "           --T. Abel",
        "The Abel Trust",
        "P.S. I enclose a map.",
        "References",
        "  1. https://tower.example/1",
        "[Footnote 1: A small harbour.]",
        "-----",
        "_THE TOWER AND THE TOWN._",
        "Share this:",
        "52.",
    ]
)
PAGES = st.lists(LINES, max_size=60).map("\n".join)


def propose(text: str) -> Proposal | None:
    blocks = text_blocks(text)
    return LettersSegmenter().propose(StructuredText("page.txt", "text/plain", text, blocks))


def check(text: str, proposal: Proposal | None) -> None:
    """Fail unless the drafts are in order, with unique keys, within the text, and beside or within each other."""
    if proposal is None:
        return
    assert 0 < proposal.confidence <= 1
    drafts = {draft.key: draft for draft in proposal.drafts}
    assert len(drafts) == len(proposal.drafts) > 0
    ends: dict[str | None, int] = {}
    for draft in proposal.drafts:
        assert ends.get(draft.quoted_in, 0) <= draft.start < draft.end <= len(text)
        assert text[draft.start : draft.end].strip() == text[draft.start : draft.end]
        assert draft.title
        assert draft.reply_to is None or (draft.reply_to in drafts and draft.reply_to != draft.key)
        if draft.quoted_in is not None:
            page = drafts[draft.quoted_in]
            assert page.start <= draft.start < draft.end <= page.end
            assert (page.start, page.end) != (draft.start, draft.end)
        ends[draft.quoted_in] = draft.end


@settings(max_examples=300)
@given(page=PAGES)
def test_any_order_of_a_letters_lines_gives_valid_drafts(page: str) -> None:
    check(page, propose(page))


@given(text=st.text(max_size=400))
def test_any_text_gives_valid_drafts(text: str) -> None:
    text = text.replace("\r", "\n")
    check(text, propose(text))


@given(page=PAGES)
def test_the_same_text_gives_the_same_drafts(page: str) -> None:
    assert propose(page) == propose(page)


@pytest.mark.parametrize(
    "text",
    [
        "Dear " * 40_000,
        "Dear Bird,\n\n" * 4_000,
        "From: Abel\nTo: Bird\n\n" * 4_000,
        "From:\n\n" + "Abel Trust\n\n" * 8_000,
        "Abel to Bird\n\n" * 8_000,
        "Yours " * 40_000,
        "Abel Bird (AB) " * 20_000,
        "Dear Bird,\n\nThank you for your letter.\n\nYours,\nCole\n\n" * 1_000,
        "References\n\n" + "1. https://tower.example/1\n" * 8_000,
        "(" * 100_000,
        "3 May 1891 " * 10_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_long_text_of_one_thing_is_done_within_seconds(text: str) -> None:
    started_s = time.process_time()
    check(text, propose(text))
    assert time.process_time() - started_s < 20
