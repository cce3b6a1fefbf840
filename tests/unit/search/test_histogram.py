"""The histogram's interval follows the span of the dates, and a date filter's limits hold."""

from __future__ import annotations

import pytest

from search.dates import parse_date_filter
from search.histogram import histogram


def _bins(dates: dict[str, int], *filters: str) -> tuple[str, dict[str, int]]:
    made = histogram(sorted(dates.items()), 5, [parse_date_filter(text) for text in filters])
    return made.interval, {one.start: one.count for one in made.bins}


@pytest.mark.parametrize(
    ("first", "last", "interval"),
    [
        ("2012-12-31", "2015-01-01", "year"),
        ("2013-01-01", "2015-12-31", "month"),
        ("2015-01-01", "2015-04-01", "month"),
        ("2014-12-31", "2015-03-01", "month"),
        ("2015-01-01", "2015-03-31", "day"),
        ("2014-12-01", "2015-02-01", "day"),
        ("2015-06-26", "2015-06-26", "day"),
        ("-0044-03-15", "0044-03-15", "year"),
        ("-0044-03-15", "-0044-04-15", "day"),
    ],
)
def test_the_interval_is_chosen_by_the_span(first: str, last: str, interval: str) -> None:
    assert _bins({first: 1, last: 1})[0] == interval


def test_dates_are_added_up_by_the_interval_in_order_of_time() -> None:
    dates = {"2016-04-12": 2, "2010-01-01": 1, "2016-04-30": 3, "2014-12": 4, "2016": 5}
    interval, bins = _bins(dates)

    assert (interval, list(bins.items())) == ("year", [("2010", 1), ("2014", 4), ("2016", 10)])


def test_a_date_less_precise_than_the_interval_has_a_bin_of_its_own_before_its_parts() -> None:
    interval, bins = _bins({"2015-06-26": 2, "2015": 3, "2016-01": 1, "2015-06": 4})

    assert (interval, list(bins.items())) == ("month", [("2015", 3), ("2015-06", 6), ("2016-01", 1)])


def test_years_before_0_stand_before_the_others_in_order_of_time() -> None:
    dates = [("-0044", 1), ("-0044-03-15", 2), ("-0043-01", 3), ("0044", 4), ("0044-02", 5)]
    made = histogram(dates, 0, [])

    assert [(one.start, one.count) for one in made.bins] == [("-0044", 3), ("-0043", 3), ("0044", 9)]


def test_the_limits_of_a_date_filter_narrow_the_span() -> None:
    dates = {"2008-01-01": 1, "2015-02-03": 2, "2015-06-25": 3, "2015-06-26": 4, "2016": 9}

    assert _bins(dates) == ("year", {"2008": 1, "2015": 9, "2016": 9})
    assert _bins(dates, "2015") == ("month", {"2015-02": 2, "2015-06": 7})
    assert _bins(dates, "2015-06") == ("day", {"2015-06-25": 3, "2015-06-26": 4})
    assert _bins(dates, "2015-06..") == ("month", {"2015-06": 7, "2016": 9})


def test_years_between_two_selected_ones_keep_their_counts() -> None:
    dates = {"2014-01-01": 1, "2015-01-01": 2, "2016-01-01": 3, "2019-01-01": 4}

    assert _bins(dates, "2014", "2016")[1] == {"2014-01": 1, "2015-01": 2, "2016-01": 3}


def test_asking_for_the_undated_sets_no_limits() -> None:
    dates = {"2014-01-01": 1, "2019-01-01": 4}

    assert _bins(dates, "undated") == _bins(dates)
    assert _bins(dates, "undated", "2014") == ("day", {"2014-01-01": 1})


def test_without_dates_there_are_no_bins_and_the_undated_are_counted() -> None:
    made = histogram([], 7, [])
    assert (made.bins, made.undated) == ((), 7)


def test_a_year_before_0_keeps_its_sign() -> None:
    assert _bins({"-0044-03-15": 1, "0010": 2}) == ("year", {"-0044": 1, "0010": 2})
