"""Press releases: headline, day and who releases them, without contacts above and marks below."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from search.model import Kind
from tests.unit.indexer.structured import plain_text

WORDS = (
    "The Wick Ferry Trust today welcomed the judgement of the County Court that moorings may not be withdrawn without "
    "notice. The case was brought by Walter Pringle, who has fished from the harbour since 1949, and was heard in June."
)
FIRST = f"""FOR IMMEDIATE RELEASE

Contact: Ruth Ellery
Tel: 555-0142
Email: press@ferry.example

HARBOUR TRUST WINS COURT CASE

WICK FERRY, June 4, 1987 -- {WORDS}

About the Wick Ferry Trust
The Trust was founded in 1986 and has four hundred members.

###
"""
SECOND = f"""PRESS RELEASE
EMBARGOED UNTIL 00:01 Tuesday 9 June 1987

Trust calls for new moorings

{WORDS}

- ends -
"""


def test_a_release_begins_with_its_headline_and_is_of_its_day() -> None:
    text = f"Wick Ferry Trust\n\n{FIRST}"
    (release,) = segment(plain_text(text)).drafts
    assert (release.kind, release.title, release.date.edtf) == (
        Kind.NEWS_ARTICLE,
        "HARBOUR TRUST WINS COURT CASE",
        "1987-06-04",
    )
    assert release.authors == ("Wick Ferry Trust",)
    assert text[release.start : release.end].startswith("HARBOUR TRUST")
    assert text[release.start : release.end].endswith("four hundred members.")


def test_several_in_a_text_are_told_apart() -> None:
    text = f"{FIRST}\n{SECOND}"
    first, second = segment(plain_text(text)).drafts
    assert text[first.start : first.end].endswith("four hundred members.")
    assert second.date.edtf == "1987-06-09"
    assert second.title == "Trust calls for new moorings"
    assert text[second.start : second.end].endswith("heard in June.")


@pytest.mark.parametrize(
    "text",
    [
        f"How to write a press release\n\n{WORDS}\n\nBegin with these words:\n\nFor immediate release\n\n{WORDS}\n",
        f"{WORDS}\n\n{WORDS}\n\nPress release\n\nThere was none.\n",
    ],
)
def test_a_text_about_releases_is_none(text: str) -> None:
    assert segment(plain_text(text)).segmenter != "press releases"
