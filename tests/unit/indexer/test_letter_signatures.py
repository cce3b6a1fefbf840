"""Who signs and who is addressed, where places and offices stand beside the names."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from indexer.segmenters.letters.correspondents import read_recipients
from indexer.segmenters.letters.signatures import signers
from tests.unit.indexer.structured import plain_text

BODY = "Sir, – I have used the ferry for forty years. Nobody knows why it is late. I know why.\n\n"


@pytest.mark.parametrize("place", ["Thurso", "Thurso, 5 May", "Mill Lane"])
def test_the_place_below_a_full_name_signs_nothing(place: str) -> None:
    assert signers(["OTTO LISLE", place]) == ("Otto Lisle",)


def test_two_full_names_below_each_other_both_sign() -> None:
    assert signers(["Otto Lisle", "Ada Birch"]) == ("Otto Lisle", "Ada Birch")


@pytest.mark.parametrize("below", ["", "\nThurso", "\nThurso, 5 May"])
def test_a_letter_to_an_editor_is_by_the_name_in_capitals_at_its_end(below: str) -> None:
    text = f"To the Editor of the Wick Herald\n\n{BODY}The skipper is my cousin.\n\nOTTO LISLE{below}\n"
    (draft,) = segment(plain_text(text)).drafts
    assert draft.authors == ("Otto Lisle",)


def test_an_office_behind_the_name_of_a_recipient_is_no_other_recipient() -> None:
    assert read_recipients(["Ada Birch, Harbour Master"]) == ("Ada Birch",)
    assert read_recipients(["Ada Birch, Otto Lisle"]) == ("Ada Birch", "Otto Lisle")
