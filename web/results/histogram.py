"""The histogram of dates as bars to draw and links to follow."""

from __future__ import annotations

from dataclasses import dataclass

from search.results import Bin, Histogram, SearchRequest
from web.links import search_url, toggled_date
from web.results.decades import decade_words, first_year, in_decades, is_decade
from web.words.language import gettext
from web.words.wording import date_words, short_date_words

WIDTH = 240
"""Width of the drawing, in its own units; the page scales it."""
HEIGHT = 64
_GAP_SHARE = 0.2
_LEAST_HEIGHT = 2.0
_MOST_WIDTH = 40.0
_LABELLED_SLOTS = 6
_UNDATED_WIDTH = 58.0
_UNDATED_GAP = 16.0
_WORD_WIDTH = 40.0
"""About as wide as a tick's words are."""
_PARTS = {"decade": 1, "year": 1, "month": 2, "day": 3}


@dataclass(frozen=True, slots=True)
class DateLink:
    """One bin: its date as a filter names it, what it is called, how many passages it counts, where it leads."""

    date: str
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bin on the axis of time: `x`, `width` of its slot, `inset` on either side, `height` from the base line.

    `tick`: what is written below it, if anything, at `tick_x`, with the SVG `tick_anchor` there.
    """

    link: DateLink
    x: float
    width: float
    inset: float
    height: float
    tick: str

    @property
    def tick_x(self) -> float:
        """Where the tick is anchored."""
        edges = {"start": self.x, "end": self.x + self.width}
        return round(edges.get(self.tick_anchor, self.x + self.width / 2), 2)

    @property
    def tick_anchor(self) -> str:
        """Words under a narrow bar start or end with it, so that they stay within the drawing."""
        if self.width >= _WORD_WIDTH:
            return "middle"
        return "start" if self.x < WIDTH / 2 else "end"


@dataclass(frozen=True, slots=True)
class HistogramView:
    """`bars`: bins as precise as the interval, in place, where there are several to compare.

    `undated`: its bar, apart from the axis; `others`: the only bin, and those less precise. What is undated is among
    them where there are no bars.
    """

    interval: str
    bars: tuple[Bar, ...]
    undated: Bar | None
    others: tuple[DateLink, ...]

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """All bars from left to right."""
        return (*self.bars, self.undated) if self.undated else self.bars

    @property
    def links(self) -> tuple[DateLink, ...]:
        """Every bin, as a table to read."""
        return (*(bar.link for bar in self.drawn), *self.others)


def histogram_view(request: SearchRequest, histogram: Histogram) -> HistogramView:
    """The bars and links of a histogram. Times without passages leave their place on the axis empty."""
    histogram = in_decades(histogram)
    precise = [b for b in histogram.bins if len(_parts(b.start)) == _PARTS[histogram.interval]]
    drawn = precise if len(precise) > 1 else []
    others = [_listed(request, b, histogram.interval) for b in histogram.bins if b not in drawn]
    undated = _link(request, "undated", gettext("Undated"), histogram.undated) if histogram.undated else None
    if undated and not drawn:
        return HistogramView(histogram.interval, (), None, (*others, undated))
    highest = max((histogram.undated, *(b.count for b in drawn)))
    axis = WIDTH - (_UNDATED_WIDTH + _UNDATED_GAP if undated else 0)
    bars = tuple(_bars(request, drawn, axis, highest))
    return HistogramView(histogram.interval, bars, _undated_bar(undated, highest) if undated else None, tuple(others))


def _undated_bar(link: DateLink, highest: int) -> Bar:
    return Bar(
        link=link,
        x=WIDTH - _UNDATED_WIDTH,
        width=_UNDATED_WIDTH,
        inset=(_UNDATED_WIDTH - _MOST_WIDTH / 2) / 2,
        height=_height(link.count, highest),
        tick=gettext("undated"),
    )


def _height(count: int, highest: int) -> float:
    return round(max(_LEAST_HEIGHT, HEIGHT * count / highest), 2)


def _bars(request: SearchRequest, bins: list[Bin], axis: float, highest: int) -> list[Bar]:
    """`axis`: the width that they share; `highest`: the count of the highest bar of all."""
    if not bins:
        return []
    slots = [_slot(b.start) for b in bins]
    width = axis / (slots[-1] - slots[0] + 1)
    labelled = slots[-1] - slots[0] < _LABELLED_SLOTS
    return [
        Bar(
            link=_link(request, b.start, _words(b.start), b.count),
            x=round((slot - slots[0]) * width, 2),
            width=round(width, 2),
            inset=round(max(min(width * _GAP_SHARE / 2, 2), (width - _MOST_WIDTH) / 2), 2),
            height=_height(b.count, highest),
            tick=_short_words(b.start) if labelled or slot in (slots[0], slots[-1]) else "",
        )
        for b, slot in zip(bins, slots, strict=True)
    ]


def _listed(request: SearchRequest, one: Bin, interval: str) -> DateLink:
    vague = len(_parts(one.start)) < _PARTS[interval]
    words = _words(one.start)
    if not vague:
        return _link(request, one.start, words, one.count)
    only = gettext("%(date)s, no month given") if interval == "month" else gettext("%(date)s, no day given")
    return _link(request, one.start, only % {"date": words}, one.count)


def _link(request: SearchRequest, text: str, label: str, count: int) -> DateLink:
    selected = any(date.text == text for date in request.filters.date)
    return DateLink(text, label, count, selected, search_url(toggled_date(request, text)))


def _words(start: str) -> str:
    return decade_words(start) if is_decade(start) else date_words(start)


def _short_words(start: str) -> str:
    return decade_words(start) if is_decade(start) else short_date_words(start)


def _parts(start: str) -> list[int]:
    start = first_year(start) if is_decade(start) else start
    sign = -1 if start.startswith("-") else 1
    year, *rest = start.removeprefix("-").split("-")
    return [sign * int(year), *map(int, rest)]


def _slot(start: str) -> int:
    """A number that grows by one from bin to bin; months are given 31 days, which misplaces no bar visibly."""
    parts = _parts(start)
    if len(parts) == 1:
        return parts[0] // 10 if is_decade(start) else parts[0]
    months = parts[0] * 12 + parts[1]
    return months if len(parts) == _PARTS["month"] else months * 31 + parts[2]
