"""Long times in decades, since a bar for each of their years could neither be seen nor hit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from search.results import Bin, Histogram
from web.words.language import gettext

MOST_YEARS = 120
"""Of more years than this, a bar would be less than two units wide where the drawing has 240."""


def in_decades(histogram: Histogram) -> Histogram:
    """The same counts by decade (`1830..1839`), where the histogram is by year and of more than MOST_YEARS."""
    years = [int(one.start) for one in histogram.bins] if histogram.interval == "year" else []
    if not years or max(years) - min(years) < MOST_YEARS:
        return histogram
    counts: Counter[int] = Counter()
    for year, one in zip(years, histogram.bins, strict=True):
        counts[year // 10 * 10] += one.count
    bins = tuple(Bin(f"{_written(first)}..{_written(first + 9)}", counts[first]) for first in sorted(counts))
    return replace(histogram, interval="decade", bins=bins)


def is_decade(start: str) -> bool:
    """Whether the start of a bin is that of a decade, and so names its end too."""
    return ".." in start


def first_year(start: str) -> str:
    """The year that a decade begins with, as it is written."""
    return start.partition("..")[0]


def decade_words(start: str) -> str:
    """`1830s`."""
    return gettext("%(year)ss", year=int(first_year(start)))


def _written(year: int) -> str:
    return f"{year:05}" if year < 0 else f"{year:04}"
