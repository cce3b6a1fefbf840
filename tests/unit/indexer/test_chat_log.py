"""Chats exported as text: each message with its author and time, dates in the order that the whole file shows."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from tests.unit.indexer.structured import plain_text

ANDROID = """13/05/2021, 09:14 - Messages and calls are end-to-end encrypted. Nobody outside of this chat can read them.
13/05/2021, 09:14 - Marina Holt created group "Ferry committee"
13/05/2021, 09:15 - Marina Holt: Morning all. Has anybody heard from the harbour office?
13/05/2021, 09:17 - Tom Bell: Not a word since Monday
They said: on Tuesday.
13/05/2021, 09:21 - Ada Birch: <Media omitted>
13/05/2021, 21:40 - Tom Bell: Thursday of which week?
"""
APPLE = """[03.05.21, 09:15:02] Marina Holt: Hat jemand etwas vom Hafenamt gehört?
[03.05.21, 09:17:45] Tom Bell: Kein Wort seit Montag
[04.05.21, 21:40:59] Ada Birch: Donnerstag
"""


def found(text: str) -> list[tuple[str, str | None, str]]:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "chat"
    return [(draft.authors[0], draft.date.edtf, text[draft.start : draft.end]) for draft in segmented.drafts]


def test_each_message_with_words_is_a_document_and_the_programs_notes_are_none() -> None:
    assert found(ANDROID) == [
        ("Marina Holt", "2021-05-13T09:15", "Morning all. Has anybody heard from the harbour office?"),
        ("Tom Bell", "2021-05-13T09:17", "Not a word since Monday\nThey said: on Tuesday."),
        ("Tom Bell", "2021-05-13T21:40", "Thursday of which week?"),
    ]


def test_dates_with_dots_have_the_day_first() -> None:
    assert [when for _, when, _ in found(APPLE)] == ["2021-05-03T09:15", "2021-05-03T09:17", "2021-05-04T21:40"]


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (("5/3/21", "5/3/21", "5/14/21"), "2021-05-03T09:15", "2021-05-14T09:15"),
        (("30/5/21", "1/6/21", "2/6/21"), "2021-05-30T09:15", "2021-06-02T09:15"),
        (("2021-05-03", "2021-05-04", "2021-06-01"), "2021-05-03T09:15", "2021-06-01T09:15"),
        (("3/5/21", "3/5/21", "4/5/21"), "2021", "2021"),
    ],
    ids=["month first", "day first", "year first", "either"],
)
def test_day_and_month_are_told_apart_by_all_dates_together_or_left_open(
    dates: tuple[str, ...], first: str, last: str
) -> None:
    text = "".join(f"{day}, 9:15 AM - Tom Bell: Has it sailed?\n" for day in dates)
    whens = [when for _, when, _ in found(text)]
    assert (whens[0], whens[-1]) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "3/5/21, 9:15 - Tom Bell: once\n",
        "The log began:\n3/5/2021, 9:15 - engine started\n3/5/2021, 9:16 - engine stopped\n3/5/2021, 9:17 - quiet\n",
        "99/99/21, 9:15 - a: b\n99/99/21, 9:16 - a: c\n99/99/21, 9:17 - a: d\n",
    ],
)
def test_a_log_without_people_or_dates_is_no_chat(text: str) -> None:
    assert segment(plain_text(text)).segmenter != "chat"
