"""The report's figures: percentiles, ratios and the table they stand in."""

from __future__ import annotations

import pytest

pytest.importorskip("psutil", reason="the bench group is not installed (pip install --group bench)")

from bench.measure import Measurement, Result
from bench.queries import BenchQuery, Shape
from bench.report import markdown_table, percentile, report


def result(key: str, *, ours: bool, times_ms: list[float]) -> Result:
    return Result(
        key=key,
        ours=ours,
        name=key.title(),
        about="",
        version="1",
        passages=1000,
        build_s=2.0,
        build_cpu_s=1.5,
        build_neighbours_cores=0.0,
        index_bytes=3_000_000,
        build_peak_bytes=0,
        times_ms={"rare word": times_ms},
        cpu_ms={"rare word": times_ms},
        answers={"rare word": {"hits": 1234}},
    )


def test_the_95th_percentile_of_20_times_is_the_second_longest() -> None:
    assert percentile([float(time) for time in range(20, 0, -1)], 0.95) == 19.0


def test_a_table_puts_its_first_column_left_and_figures_right() -> None:
    assert markdown_table(["", "a"], [["x", "1"]]) == "|  | a |\n| :-- | --: |\n| x | 1 |"


def test_a_report_shows_hits_beside_times_and_ours_as_a_share_of_the_peers() -> None:
    measurement = Measurement(1000, 500, 3, [BenchQuery("rare word", Shape.ALL, ("fern",))])
    measurement.results = [
        result("ours", ours=True, times_ms=[1.0, 2.0, 9.0]),
        result("peer", ours=False, times_ms=[4.0, 4.0, 4.0]),
    ]
    text = report(measurement, {"cores": "2"})
    assert "| rare word | 2.0 (9.0) · 1,234 | 4.0 (4.0) · 1,234 |" in text
    assert "| rare word | 0.50 |" in text
    assert "| Ours | 1,000 | 2.0 | 1.5 | 500 | 3 |" in text
