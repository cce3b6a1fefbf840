"""What the project set out to reach, and whether a measurement reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench.measure import Measurement, Result

COMMON = ("common word", "very common word")
WEB_PROCESS_BYTES = 400_000_000
RAW_CALLS_FACTOR, RAW_CALLS_MS = 2.5, 2.0
"""What the whole HTTP answer may take: the raw calls' time by this factor, and this much more."""


@dataclass(frozen=True, slots=True)
class Aim:
    """`measured` should be at most (or `at_least`) `wanted`, both in the unit that `text` names."""

    text: str
    measured: float
    wanted: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted


def aims_of(measurement: Measurement) -> list[Aim]:
    """The aims that this measurement can judge, by who took part in it."""
    by_key = {result.key: result for result in measurement.results}
    aims: list[Aim] = []
    if {"flori-whoosh", "whoosh"} <= by_key.keys():
        aims += _whoosh_aims(by_key["flori-whoosh"], by_key["whoosh"])
    if {"flori-tantivy", "datasette"} <= by_key.keys():
        aims += _datasette_aims(by_key["flori-tantivy"], by_key["datasette"])
    if {"flori-tantivy", "tantivy"} <= by_key.keys():
        aims += _tantivy_aims(by_key["flori-tantivy"], by_key["tantivy"])
    aims += [
        Aim(f"{result.name}: peak MB of its web server", result.search_peak_bytes / 1e6, WEB_PROCESS_BYTES / 1e6)
        for result in measurement.results
        if result.ours
    ]
    return aims


def growth_aims(small: Measurement, large: Measurement) -> list[Aim]:
    """How much longer ours may take on ten times the passages."""
    before = {result.key: result for result in small.results if result.ours}
    return [
        Aim(f"{result.name}: longest growth of a median, as a multiple", _worst_growth(before[result.key], result), 4)
        for result in large.results
        if result.key in before
    ]


def _whoosh_aims(ours: Result, stock: Result) -> Iterator[Aim]:
    name = "very common word"
    share = median(ours.times_ms[name]) / median(stock.times_ms[name])
    yield Aim(f"{ours.name}: {name}, as a share of stock Whoosh", share, 0.4)
    rate = ours.passages_per_s / stock.passages_per_s
    yield Aim(f"{ours.name}: index rate, as a multiple of stock Whoosh", rate, 1.5, at_least=True)


def _datasette_aims(ours: Result, datasette: Result) -> Iterator[Aim]:
    for name in COMMON:
        share = median(ours.times_ms[name]) / median(datasette.times_ms[name])
        yield Aim(f"{ours.name}: {name}, as a share of Datasette", share, 1 / 20)


def _tantivy_aims(ours: Result, raw: Result) -> Iterator[Aim]:
    for name, times in raw.times_ms.items():
        allowed = RAW_CALLS_MS + RAW_CALLS_FACTOR * median(times)
        yield Aim(f"{ours.name}: {name}, ms (from the raw calls' time)", median(ours.times_ms[name]), allowed)
    rate = ours.passages_per_s / raw.passages_per_s
    yield Aim(f"{ours.name}: index rate, as a share of raw tantivy", rate, 0.5, at_least=True)


def _worst_growth(before: Result, after: Result) -> float:
    return max(median(after.times_ms[name]) / median(times) for name, times in before.times_ms.items())
