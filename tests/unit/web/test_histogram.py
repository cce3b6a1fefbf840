"""The histogram: where bars stand and what they lead to."""

import pytest

from search.dates import parse_date_filter
from search.engines.base import Filters, Group
from search.results import Bin, Histogram, SearchRequest
from web.results.histogram import HEIGHT, WIDTH, histogram_view

pytestmark = pytest.mark.usefixtures("in_request")
ASKED = SearchRequest(q="pool", group=Group.DOCUMENT)


def test_years_without_passages_leave_a_gap() -> None:
    view = histogram_view(ASKED, Histogram("year", (Bin("2010", 1), Bin("2013", 4)), 0))
    assert [bar.x for bar in view.bars] == [0, 3 * WIDTH / 4]


def test_the_highest_bar_fills_the_drawing_and_the_smallest_can_be_seen() -> None:
    view = histogram_view(ASKED, Histogram("year", (Bin("2010", 1), Bin("2011", 10_000)), 0))
    assert view.bars[0].height >= 2
    assert view.bars[1].height == HEIGHT


def test_december_and_january_stand_side_by_side() -> None:
    view = histogram_view(ASKED, Histogram("month", (Bin("2014-12", 1), Bin("2015-01", 1)), 0))
    assert [bar.x for bar in view.bars] == [0, WIDTH / 2]


def test_less_precise_dates_are_listed_beside_the_axis_and_the_undated_have_a_bar_apart() -> None:
    view = histogram_view(ASKED, Histogram("month", (Bin("2015", 2), Bin("2015-06", 1), Bin("2015-07", 1)), 3))
    assert [bar.link.label for bar in view.bars] == ["June 2015", "July 2015"]
    assert [(link.label, link.count) for link in view.others] == [("2015, no month given", 2)]
    assert view.undated is not None
    assert (view.undated.link.label, view.undated.link.count, view.undated.height) == ("Undated", 3, HEIGHT)
    assert view.bars[-1].x + view.bars[-1].width < view.undated.x
    assert view.undated.x + view.undated.width == WIDTH


def test_the_table_has_every_bin_that_is_drawn_or_listed() -> None:
    view = histogram_view(ASKED, Histogram("month", (Bin("2015", 2), Bin("2015-06", 1), Bin("2015-07", 1)), 3))
    assert [(link.label, link.count) for link in view.links] == [
        *(("June 2015", 1), ("July 2015", 1), ("Undated", 3), ("2015, no month given", 2)),
    ]


def test_words_under_narrow_bars_stay_within_the_drawing() -> None:
    view = histogram_view(ASKED, Histogram("year", (Bin("1950", 1), Bin("2015", 1)), 0))
    assert [(bar.tick_anchor, bar.tick_x) for bar in view.bars] == [("start", 0), ("end", WIDTH)]


def test_a_bar_leads_to_its_dates_and_a_chosen_one_back() -> None:
    histogram = Histogram("year", (Bin("2015", 1), Bin("2016", 1)), 0)
    chosen = SearchRequest(q="pool", filters=Filters(date=(parse_date_filter("2015"),)), group=Group.DOCUMENT)
    first, second = histogram_view(chosen, histogram).bars
    assert (first.link.selected, first.link.url) == (True, "/?q=pool")
    assert (second.link.selected, second.link.url) == (False, "/?q=pool&date=2015&date=2016")


def test_a_single_date_is_listed_rather_than_drawn() -> None:
    view = histogram_view(ASKED, Histogram("day", (Bin("2015-06-26", 2),), 0))
    assert view.bars == ()
    assert [(link.label, link.count) for link in view.others] == [("26 June 2015", 2)]


def test_nothing_dated_draws_nothing() -> None:
    assert histogram_view(ASKED, Histogram("year", (), 0)).links == ()


def test_more_years_than_can_be_told_apart_are_drawn_and_listed_as_decades() -> None:
    bins = (Bin("1758", 1), Bin("1834", 2), Bin("1839", 3), Bin("2019", 4))
    view = histogram_view(ASKED, Histogram("year", bins, 2))
    assert view.interval == "decade"
    assert [(link.label, link.count) for link in view.links] == [
        *(("1750s", 1), ("1830s", 5), ("2010s", 4), ("Undated", 2)),
    ]
    assert [bar.link.url for bar in view.bars][1] == "/?q=pool&date=1830..1839"
    slots = [round(bar.x / view.bars[0].width) for bar in view.bars]
    assert slots == [0, 8, 26]


def test_decades_before_year_one_lead_to_their_years() -> None:
    view = histogram_view(ASKED, Histogram("year", (Bin("-0043", 1), Bin("2019", 4)), 0))
    assert next(bar.link.url for bar in view.bars) == "/?q=pool&date=-0050..-0041"
