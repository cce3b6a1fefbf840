"""Kinds, dates, counts and names in words."""

import pytest

from search.model import DatePrecision, Document, DocumentDate, Kind
from web.words.counts import counted
from web.words.wording import citation, closed_up, date_filter_words, date_note, date_words, names, web_address


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-06-25T10:52", "25 June 2015, 10:52"),
        ("2016-04-01", "1 April 2016"),
        ("2016-04", "April 2016"),
        ("2016", "2016"),
        ("-0044", "-0044"),
        (None, "undated"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(edtf: str | None, words: str) -> None:
    assert date_words(edtf) == words


def test_a_letter_of_an_unknown_author_says_to_whom_it_was_sent() -> None:
    date = DocumentDate("1759-01-19", DatePrecision.DAY)
    letter = Document("d", "s", Kind.LETTER, "T", (), (), ("H. Conway",), date, None, None, None, 0, 0, 1)
    assert citation(letter) == "Letter, Author unknown to H. Conway, 19 January 1759"


def test_paragraphs_are_one_empty_line_apart() -> None:
    assert closed_up("\nOne.\n\n\n \n\nTwo,\nthree.\n") == "One.\n\nTwo,\nthree."


def test_a_stated_day_needs_no_note() -> None:
    assert date_note(DocumentDate("2016-04-12", DatePrecision.DAY, "its dateline")) == ""


def test_a_derived_date_says_where_it_is_taken_from() -> None:
    date = DocumentDate("2016-04-12", DatePrecision.DAY, "the enclosing post", derived=True)
    assert date_note(date) == "taken from the enclosing post"


def test_a_partial_date_says_what_is_not_known() -> None:
    assert date_note(DocumentDate("2016-04", DatePrecision.MONTH, "its dateline")) == "day unknown"
    both = DocumentDate("2016", DatePrecision.YEAR, "the page's heading", derived=True)
    assert date_note(both) == "only the year is known; taken from the page's heading"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-06", "June 2015"),
        ("2014..2016", "2014 to 2016"),
        ("2014-03..", "from March 2014"),
        ("..2016", "until 2016"),
        ("undated", "Undated"),
    ],
)
def test_a_date_filter_is_said_as_a_person_would(text: str, words: str) -> None:
    assert date_filter_words(text) == words


def test_counts_agree_with_their_noun() -> None:
    assert (counted(1, "passage"), counted(0, "passage"), counted(1204, "passage")) == (
        "1 passage",
        "0 passages",
        "1,204 passages",
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), ("ABCD", "A, B, C and D"), ("ABCDE", "A, B, C and 2 others")],
)
def test_a_list_of_names_reads_as_a_sentence_and_stays_short(values: tuple[str, ...], words: str) -> None:
    assert names(values) == words


def test_only_an_address_on_the_web_becomes_a_link() -> None:
    assert web_address("javascript:alert(1)", "https://example.org/a") == "https://example.org/a"
    assert web_address("javascript:alert(1)", None) is None


def test_a_name_from_right_to_left_is_set_apart_from_what_follows_it() -> None:
    assert names(("משה", "Ada Birch")) == "\u2068משה\u2069 and Ada Birch"
    assert names(("Zoë \u202e Birch",)) == "Zoë \u202e Birch"
