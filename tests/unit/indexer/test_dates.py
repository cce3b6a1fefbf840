"""Reading dates: every form that the documents use, and nothing that is not a date."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from email.utils import format_datetime

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.dates import find_dates, parse_date
from search.dates import day_span
from search.model import DatePrecision

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31))
MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31))  # noqa: DTZ001 - as written


def _ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


DAY_FORMATS = {
    "ISO": lambda day: day.isoformat(),
    "day month year": lambda day: f"{day.day} {calendar.month_name[day.month]} {day.year}",
    "ordinal": lambda day: f"{_ordinal(day.day)} of {calendar.month_name[day.month]}, {day.year}",
    "month day year": lambda day: f"{calendar.month_abbr[day.month]} {day.day}, {day.year}",
    "weekday first": lambda day: (
        f"{calendar.day_name[day.weekday()]}, {day.day:02} {calendar.month_abbr[day.month]} {day.year}"
    ),
    "upper case": lambda day: f"{calendar.month_name[day.month]} {day.day}, {day.year}.".upper(),
    "numeric": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "numeric with dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "Chinese and Japanese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "Korean": lambda day: f"{day.year}년 {day.month}월 {day.day}일",
    "year first": lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
}


@pytest.mark.parametrize("style", DAY_FORMATS)
@given(day=DAYS)
def test_a_day_written_in_any_style_reads_back_as_the_same_day(style: str, day: date) -> None:
    parsed = parse_date(DAY_FORMATS[style](day))
    assert parsed is not None
    assert (parsed.edtf, parsed.precision) == (day.isoformat(), DatePrecision.DAY)


@pytest.mark.parametrize("style", DAY_FORMATS)
@given(day=DAYS)
def test_a_day_is_found_in_running_text_exactly_where_it_stands(style: str, day: date) -> None:
    written = DAY_FORMATS[style](day).rstrip(".")
    text = f"It reached us on {written}, with 12 others."
    found = find_dates(text)
    assert [(text[each.start : each.end], each.edtf) for each in found] == [(written, day.isoformat())]


@given(moment=MOMENTS)
def test_a_time_of_day_reads_back_to_the_minute(moment: datetime) -> None:
    expected = moment.strftime("%Y-%m-%dT%H:%M")
    for written in (
        moment.strftime("%a %b %d, %Y %I:%M %p"),
        moment.strftime("%a, %d/%m/%Y - %H:%M"),
        moment.strftime("%Y-%m-%d %H:%M UTC"),
        moment.isoformat(timespec="seconds"),
        format_datetime(moment),
        moment.ctime(),
        moment.strftime("%d %b %Y, at %H:%M"),
        moment.strftime("%d %b %Y alle ore %H:%M"),
        moment.strftime("%Y年%m月%d日 %H:%M"),
    ):
        parsed = parse_date(written)
        assert parsed is not None, written
        assert parsed.edtf == expected, written


@settings(max_examples=30)  # the library that judges takes 20 ms for each date
@given(day=DAYS)
def test_what_is_parsed_is_edtf_and_covers_that_day(day: date) -> None:
    for written in (day.isoformat(), f"{calendar.month_name[day.month]}, {day.year}", str(day.year)):
        parsed = parse_date(written)
        assert parsed is not None
        assert str(parse_edtf(parsed.edtf)) == parsed.edtf
        span = day_span(parsed.edtf)
        assert span is not None
        assert span.first <= int(day.strftime("%Y%m%d").zfill(8)) <= span.last


@given(text=st.text(max_size=200))
def test_any_text_is_searched_without_failing_and_dates_lie_within_it_in_order(text: str) -> None:
    parse_date(text)
    ends = [0]
    for each in find_dates(text):
        assert ends[-1] <= each.start < each.end <= len(text)
        ends.append(each.end)


@pytest.mark.parametrize(
    ("written", "edtf", "precision"),
    [
        ("Thu Jun 25, 2015 10:52 am", "2015-06-25T10:52", DatePrecision.DAY),
        ("Do 25. Jun 2015, 10:52", "2015-06-25T10:52", DatePrecision.DAY),
        ("Mi 5. Mär 2014, 09:15 Uhr", "2014-03-05T09:15", DatePrecision.DAY),
        ("25.06.2015, 10:52 Uhr", "2015-06-25T10:52", DatePrecision.DAY),
        ("jeu. 25 juin 2015 10:52", "2015-06-25T10:52", DatePrecision.DAY),
        ("Wed Nov 05, 2003 12:13 am", "2003-11-05T00:13", DatePrecision.DAY),
        ("13 Apr 2018 12:00", "2018-04-13T12:00", DatePrecision.DAY),
        ("2012-01-26 20:19 UTC", "2012-01-26T20:19", DatePrecision.DAY),
        ("24th March 2016", "2016-03-24", DatePrecision.DAY),
        ("_August_ 3, 1758.", "1758-08-03", DatePrecision.DAY),
        ("17th day of October, 1838", "1838-10-17", DatePrecision.DAY),
        ("2d August 1838", "1838-08-02", DatePrecision.DAY),
        ("Octr 17 1838", "1838-10-17", DatePrecision.DAY),
        ("le 1er mai 1891", "1891-05-01", DatePrecision.DAY),
        ("den 3. März 1891", "1891-03-03", DatePrecision.DAY),
        ("3 de mayo de 1891", "1891-05-03", DatePrecision.DAY),
        ("[December, 1808.]", "1808-12", DatePrecision.MONTH),
        ("2015-06", "2015-06", DatePrecision.MONTH),
        ("1809.", "1809", DatePrecision.YEAR),
        ("10:52, 25 June 2015", "2015-06-25T10:52", DatePrecision.DAY),
    ],
)
def test_a_whole_string_is_read_with_the_precision_it_has(written: str, edtf: str, precision: DatePrecision) -> None:
    parsed = parse_date(written)
    assert parsed is not None
    assert (parsed.edtf, parsed.precision) == (edtf, precision)


@pytest.mark.parametrize(
    "text",
    ["", "May", "12", "now", "yesterday", "in 3 days", "12 May", "May 12", "31 June 2016", "29/02/2015", "13/13/2015",
     "2015-13", "0999", "2100", "1838-1839", "17 October 1838, Ashford", "10:52 am", "version 1.2.2015"],
)  # fmt: skip
def test_what_is_no_date_or_more_than_a_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_numeric_dates_are_day_first_unless_that_is_impossible_or_the_weekday_says_otherwise() -> None:
    read = {written: parse_date(written) for written in ("03/10/2015", "10/25/2015", "Tue, 03/10/2015")}
    assert {written: parsed and parsed.edtf for written, parsed in read.items()} == {
        "03/10/2015": "2015-10-03",
        "10/25/2015": "2015-10-25",
        "Tue, 03/10/2015": "2015-03-10",
    }


def test_a_time_with_its_offset_is_given_in_universal_time() -> None:
    parsed = parse_date("Fri, 11 May 2012 20:50:09 -0700 (PDT)")
    assert parsed is not None
    assert parsed.edtf == "2012-05-12T03:50"


def test_a_year_written_old_style_is_the_later_of_the_two() -> None:
    parsed = parse_date("Feb. 3, 1712-13")
    assert parsed is not None
    assert parsed.edtf == "1713-02-03"
    assert parse_date("Feb. 3, 2016-17") is None


def test_words_and_numbers_that_resemble_dates_are_not_found_in_prose() -> None:
    text = "They may 2000 times march 1999 miles to Mars 2020; in 2015 some 440 of 1000, v1.2.2015.3, pp. 1871-72."
    assert find_dates(text) == ()


def test_a_date_may_run_over_a_line_end_but_not_over_a_paragraph() -> None:
    text = "the 14th of\nJuly, 1789. On 3 May\n\n1891 men"
    assert [each.edtf for each in find_dates(text)] == ["1789-07-14"]


def test_a_range_of_days_gives_the_month_it_lies_in() -> None:
    assert [(each.edtf, each.precision) for each in find_dates("held 3-5 May 1891")] == [
        ("1891-05", DatePrecision.MONTH)
    ]


def test_the_half_of_the_day_counts_in_capitals_too() -> None:
    assert [found.edtf for found in find_dates("Posted May 14, 2015, 7:52 PM by Ada.")] == ["2015-05-14T19:52"]
