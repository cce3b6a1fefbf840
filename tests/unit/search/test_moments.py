"""When dates begin and end, to the second: what results are ordered by."""

from __future__ import annotations

import pytest

from search.dates import day_span, moments, second_of_day


def of(edtf: str) -> tuple[int, int]:
    span = day_span(edtf)
    assert span is not None
    return moments(span, second_of_day(edtf))


def test_dates_are_in_order_by_their_first_moment_and_by_their_last() -> None:
    by_first = ["2015", "2015-06", "2015-06-26", "2015-06-26T00:00", "2015-06-26T10:52", "2015-06-26T10:52:07"]
    assert sorted(by_first, key=lambda edtf: of(edtf)[0]) == by_first
    by_last = ["2015-06-26T10:52:07", "2015-06-26T23:59:59", "2015-06-26", "2015-06-27T00:00", "2015-06", "2015"]
    assert sorted(by_last, key=lambda edtf: of(edtf)[1]) == by_last


def test_a_time_is_one_moment() -> None:
    first, last = of("2015-06-26T10:52")
    assert first == last


@pytest.mark.parametrize(
    ("edtf", "second"), [("2015-06-26", 0), ("2015-06-26T00:00", 1), ("2015-06-26T01:02:03", 3724)]
)
def test_seconds_count_from_one_at_midnight(edtf: str, second: int) -> None:
    assert second_of_day(edtf) == second


def test_what_is_undated_has_no_second() -> None:
    assert second_of_day(None) == 0
