"""Facet values as links, and chips."""

import pytest

from search.dates import parse_date_filter
from search.engines.base import Filters, Group
from search.results import Facet, FacetValues, SearchRequest
from web.results.refinements import LISTED_VALUES, SHOWN_VALUES, chips, facet_views

pytestmark = pytest.mark.usefixtures("in_request")
ASKED = SearchRequest(q="pool", group=Group.DOCUMENT)


def authors(count: int) -> Facet:
    return Facet("author", "Author", FacetValues([(f"A{n}", 1) for n in range(count)], {}))


def test_a_long_facet_shows_its_first_values_and_keeps_the_rest_behind_a_click() -> None:
    (view,) = facet_views(ASKED, [authors(30)])
    assert (len(view.first), len(view.more), view.left_out, view.total) == (SHOWN_VALUES, 22, 0, 30)


def test_one_value_too_many_is_shown_rather_than_hidden() -> None:
    (view,) = facet_views(ASKED, [authors(SHOWN_VALUES + 1)])
    assert view.more == ()


def test_a_facet_of_thousands_is_cut_and_says_how_many_there_are() -> None:
    (view,) = facet_views(ASKED, [authors(5000)])
    assert (view.total, view.left_out) == (5000, 5000 - LISTED_VALUES)


def test_a_value_keeps_its_element_id_when_it_is_selected() -> None:
    counts = [("Ann", 2), ("Bob", 3)]
    chosen = SearchRequest(filters=Filters(author=("Ann",)))
    before = facet_views(ASKED, [Facet("author", "Author", FacetValues(counts[::-1], {}))])[0].first
    after = facet_views(chosen, [Facet("author", "Author", FacetValues(counts, {}, chosen=("Ann",)))])[0].first
    assert {link.element_id for link in before} == {link.element_id for link in after}


def test_every_restriction_has_a_chip_that_takes_it_back() -> None:
    filters = Filters(kind=("letter",), source=("a/b.txt",), date=(parse_date_filter("2014..2016"),))
    source = Facet("source", "Source", FacetValues([("a/b.txt", 1)], {"a/b.txt": "b.txt"}, chosen=("a/b.txt",)))
    asked = SearchRequest(q="pool", filters=filters, group=Group.DOCUMENT, page=3)
    assert [(chip.value, chip.url) for chip in chips(asked, [source])] == [
        ("Letter", "/?q=pool&source=a%2Fb.txt&date=2014..2016"),
        ("b.txt", "/?q=pool&kind=letter&date=2014..2016"),
        ("2014 to 2016", "/?q=pool&kind=letter&source=a%2Fb.txt"),
    ]
