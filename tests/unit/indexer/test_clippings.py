"""Clippings typed or pasted into one text: an article each, of the paper and the day that a line names."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from indexer.segmenters.clippings.newspapers import newspaper_in
from search.model import Kind
from tests.unit.indexer.structured import plain_text

FIRST = (
    "The Harbour Board decided on Tuesday to close the east pier. Mrs Edith Marsh said that the town had not been "
    "asked, and that she would write to the Minister."
)
SECOND = (
    "Sixty boatmen marched to the town hall and handed in a petition signed by four thousand people. A spokesman for "
    "the Board said that it would be read."
)
LETTER = """Sir, I have lived beside the pier for fifty years and have never read such nonsense as was spoken in the
council chamber last week. Let those who would close it first learn to row.

Yours faithfully,
Albert Crane
Quay Street, Wick Ferry"""
ABOVE = f"""Wick Ferry Local History Society
Cuttings on the closing of the pier

From the Wick Ferry Argus, 12 October 1951, page 3

PIER TO CLOSE, SAYS BOARD
By Our Own Reporter

{FIRST}

Western Morning Courier, Monday 15 October 1951, p. 1

BOATMEN MARCH
{SECOND}
"""
BELOW = f"""PIER TO CLOSE

{FIRST}

[Wick Ferry Argus, 12 October 1951, p. 3]

BOATMEN MARCH

{SECOND}

[Western Morning Courier, 15 October 1951]
"""
WITHIN = f"""Pier to close, says board
by Ruth Ellery and Tom Bell
The Wick Ferry Gazette, 14 March 1987, p. 2

{FIRST}

Boatmen march on town hall
The Wick Ferry Gazette, 21 March 1987, p. 1

{SECOND}

Letters to the Editor
The Wick Ferry Gazette, 28 March 1987, p. 6

{LETTER}
"""
ARCHIVE = f"""                         1 of 2 DOCUMENTS

                     The Morning Courier (Wick)

                       May 3, 2001 Thursday

Pier to close, says board

BYLINE: Ruth Ellery

SECTION: Home Pages, Pg. 4

LENGTH: 29 words

{FIRST}

LOAD-DATE: May 3, 2001

                         2 of 2 DOCUMENTS

                     The Morning Courier (Wick)

                       May 9, 2001 Wednesday

Boatmen march

LENGTH: 28 words

{SECOND}

Copyright 2001 Courier Newspapers Limited
"""
ESSAY = f"""The quarrel over the pier

{FIRST} {SECOND}

The Wick Ferry Argus, 12 October 1951, p. 3

{SECOND} {FIRST}

Notes
1. The Wick Ferry Argus, 12 October 1951, p. 3.
2. Western Morning Courier, 15 October 1951, p. 1.
"""
DIARY = f"""Sunday School, 3 May 1926

{FIRST}

Weekly Bulletin, 4 May 1926

{SECOND}

By Mail, 5 May 1926

{FIRST}
"""

Told = tuple[str, tuple[str, ...], str | None, str]


def told(text: str) -> list[Told]:
    segmented = segment(plain_text(text))
    assert segmented.segmenter == "clippings"
    words = segmented.words.text
    return [(one.title, one.authors, one.date.edtf, words[one.start : one.end]) for one in segmented.drafts]


def test_a_line_above_each_article_names_its_paper_and_its_day() -> None:
    first, second = told(ABOVE)
    assert first[:3] == ("PIER TO CLOSE, SAYS BOARD", ("The Wick Ferry Argus",), "1951-10-12")
    assert first[3].split() == f"PIER TO CLOSE, SAYS BOARD By Our Own Reporter {FIRST}".split()
    assert second == ("BOATMEN MARCH", ("Western Morning Courier",), "1951-10-15", f"BOATMEN MARCH\n{SECOND}")
    assert {one.thread for one in segment(plain_text(ABOVE)).drafts} == {"Wick Ferry Local History Society"}


def test_a_letter_to_the_editor_below_an_article_is_a_letter_though_no_line_says_where_it_is_from() -> None:
    articles_alone = WITHIN.partition("Letters to the Editor")[0]
    text = f"{articles_alone}THE PIER\nTo the Editor of the Wick Ferry Gazette\n\n{LETTER}\n2 April 1987\n"
    *articles, letter = segment(plain_text(text)).drafts
    assert [one.kind for one in articles] == [Kind.NEWS_ARTICLE] * 2
    assert text[articles[-1].start : articles[-1].end].endswith(SECOND)
    assert (letter.kind, letter.title, letter.authors) == (Kind.LETTER, "THE PIER", ("Albert Crane",))
    assert letter.recipients == ("Editor of the Wick Ferry Gazette",)
    assert letter.date.edtf == "1987-04-02"


def test_the_line_may_stand_below_each_article() -> None:
    assert told(BELOW) == [
        ("PIER TO CLOSE", ("Wick Ferry Argus",), "1951-10-12", f"PIER TO CLOSE\n\n{FIRST}"),
        ("BOATMEN MARCH", ("Western Morning Courier",), "1951-10-15", f"BOATMEN MARCH\n\n{SECOND}"),
    ]


def test_the_line_may_stand_below_the_headline_and_is_none_of_the_articles_words() -> None:
    first, second, letter = segment(plain_text(WITHIN)).drafts
    assert (first.title, first.authors) == ("Pier to close, says board", ("Ruth Ellery", "Tom Bell"))
    assert WITHIN[first.start : first.end].startswith("Pier to close")
    assert [WITHIN[start:end] for start, end in first.left_out] == ["The Wick Ferry Gazette, 14 March 1987, p. 2"]
    assert (second.authors, second.date.edtf) == (("The Wick Ferry Gazette",), "1987-03-21")
    assert (letter.kind, letter.authors, letter.date.edtf) == (Kind.LETTER, ("Albert Crane",), "1987-03-28")
    assert WITHIN[letter.start : letter.end] == LETTER


def test_what_an_archive_of_newspapers_writes_around_articles_is_left_out() -> None:
    first, second = told(ARCHIVE)
    assert first[:3] == ("Pier to close, says board", ("Ruth Ellery",), "2001-05-03")
    assert first[3].split() == f"Pier to close, says board {FIRST}".split()
    assert second[1:3] == (("The Morning Courier",), "2001-05-09")
    assert second[3].split() == f"Boatmen march {SECOND}".split()


@pytest.mark.parametrize(
    "line",
    ["The Wick Ferry Argus, 12 October 1951, p. 3", "THE WICK FERRY ARGUS, FRIDAY, OCTOBER 12, 1951.        3"],
)
def test_one_article_below_the_head_of_its_page_is_news_of_that_day(line: str) -> None:
    assert told(f"{line}\n\nPIER TO CLOSE\n\n{FIRST}\n")[0][:3] == (
        "PIER TO CLOSE",
        ("The Wick Ferry Argus",),
        "1951-10-12",
    )


@pytest.mark.parametrize(
    "line",
    [
        "## Daily Mail – 12 October 1951",
        "12th October 1951, Manchester Guardian, p7",
        "(The Times (London), October 12th, 1951, pg 3, col. 2)",
        "Source: Frankfurter Zeitung, 12. Oktober 1951, S. 4",
        "The Wick Ferry Argus\nFriday 12 October 1951, page 3",
    ],
)
def test_a_paper_and_a_day_are_read_in_many_forms(line: str) -> None:
    articles = told(f"{line}\n\nPIER TO CLOSE\n\n{FIRST}\n\n{line}\n\nBOATMEN MARCH\n\n{SECOND}\n")
    assert [(title, when) for title, _, when, _ in articles] == [
        ("PIER TO CLOSE", "1951-10-12"),
        ("BOATMEN MARCH", "1951-10-12"),
    ]


@pytest.mark.parametrize("text", [ESSAY, DIARY], ids=["an essay with notes", "a diary"])
def test_a_text_that_only_names_papers_or_days_stays_whole(text: str) -> None:
    assert len(segment(plain_text(text)).drafts) == 1


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("the Daily Mail", "The Daily Mail"),
        ("Frankfurter Zeitung", "Frankfurter Zeitung"),
        ("Le Monde", "Le Monde"),
        ("THE ARGUS (WICK)", "The Argus"),
        ("Performance Review", None),
        ("Star Inn", None),
        ("Mail", None),
        ("Mr Birch", None),
    ],
)
def test_newspapers_are_known_by_the_words_of_their_titles(words: str, title: str | None) -> None:
    assert newspaper_in(words, located=False) == title
