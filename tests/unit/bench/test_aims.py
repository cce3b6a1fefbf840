"""Whether a measurement reaches an aim is decided by its medians and rates, and never without the peer."""

from __future__ import annotations

import pytest

pytest.importorskip("psutil", reason="the bench group is not installed (pip install --group bench)")

from bench.aims import aims_of, growth_aims
from bench.measure import Measurement, Result
from bench.queries import BenchQuery, Shape


def measured(*results: Result) -> Measurement:
    return Measurement(1000, 500, 3, [BenchQuery("very common word", Shape.ALL, ("river",))], list(results))


def result(key: str, *, ms: float, build_s: float = 1.0, ours: bool = False) -> Result:
    return Result(
        key=key,
        ours=ours,
        name=key,
        about="",
        version="1",
        passages=1000,
        build_s=build_s,
        build_cpu_s=1.5,
        build_neighbours_cores=0.0,
        index_bytes=0,
        build_peak_bytes=0,
        search_peak_bytes=100_000_000,
        times_ms={"very common word": [ms, ms, 99.0], "common word": [ms, ms, 99.0]},
    )


def met(measurement: Measurement) -> list[bool]:
    return [aim.met for aim in aims_of(measurement)]


def test_four_tenths_of_stock_whooshs_time_at_one_and_a_half_times_its_rate_are_enough() -> None:
    stock = result("whoosh", ms=10.0, build_s=1.5)
    assert met(measured(result("flori-whoosh", ms=4.0, ours=True), stock)) == [True, True, True]
    assert met(measured(result("flori-whoosh", ms=4.1, build_s=1.1, ours=True), stock)) == [False, False, True]


def test_the_native_engine_may_take_two_milliseconds_and_two_and_a_half_times_the_raw_calls() -> None:
    raw = result("tantivy", ms=2.0)
    assert met(measured(result("flori-tantivy", ms=7.0, build_s=2.0, ours=True), raw)) == [True, True, True, True]
    assert met(measured(result("flori-tantivy", ms=7.1, build_s=2.1, ours=True), raw)) == [False, False, False, True]


def test_an_aim_whose_peer_was_not_measured_is_left_out() -> None:
    assert [aim.text for aim in aims_of(measured(result("flori-tantivy", ms=1.0, ours=True)))] == [
        "flori-tantivy: peak MB of its web server"
    ]


def test_growth_is_judged_by_the_query_that_grew_most() -> None:
    small, large = (measured(result("flori-whoosh", ms=ms, ours=True)) for ms in (2.0, 9.0))
    (aim,) = growth_aims(small, large)
    assert (aim.measured, aim.met) == (4.5, False)
