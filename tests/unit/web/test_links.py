"""The addresses of searches."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from search.dates import parse_date_filter
from search.engines.base import Filters, Group, Sort
from search.results import SearchRequest
from web.links import addresses_with, search_url, toggled, toggled_date, toggled_exclusion
from web.parameters import read_search_request

pytestmark = pytest.mark.usefixtures("in_request")

ASKED = SearchRequest(q="pool", filters=Filters(author=("Ann",), kind=("letter",)), group=Group.DOCUMENT, page=4)


def dates(request: SearchRequest) -> list[str]:
    return [date.text for date in request.filters.date]


def with_dates(*texts: str) -> SearchRequest:
    return SearchRequest(filters=Filters(date=tuple(map(parse_date_filter, texts))), group=Group.DOCUMENT)


def test_defaults_and_empty_parameters_are_left_out() -> None:
    assert search_url(SearchRequest(group=Group.DOCUMENT)) == "/"
    assert search_url(ASKED) == "/?q=pool&author=Ann&kind=letter&page=4"


def test_the_order_of_clicks_does_not_change_the_address() -> None:
    one = toggled(toggled(ASKED, "author", "Bob"), "author", "Cy")
    other = toggled(toggled(ASKED, "author", "Cy"), "author", "Bob")
    assert search_url(one) == search_url(other)


def test_choosing_a_value_keeps_the_others_and_goes_to_the_first_page() -> None:
    chosen = toggled(ASKED, "author", "Bob")
    assert chosen.filters.author == ("Ann", "Bob")
    assert chosen.filters.kind == ("letter",)
    assert chosen.page == 1


def test_choosing_a_chosen_value_takes_it_back() -> None:
    assert toggled(ASKED, "author", "Ann").filters.author == ()


def test_a_month_takes_the_place_of_its_year() -> None:
    assert dates(toggled_date(with_dates("2015", "1999"), "2015-06")) == ["1999", "2015-06"]


def test_a_month_takes_the_place_of_a_range_around_it_but_not_of_undated() -> None:
    assert dates(toggled_date(with_dates("2014..", "undated"), "2015-06")) == ["undated", "2015-06"]


def test_undated_stands_beside_a_year() -> None:
    assert dates(toggled_date(with_dates("2015"), "undated")) == ["2015", "undated"]
    assert dates(toggled_date(with_dates("2015", "undated"), "undated")) == ["2015"]


VALUES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), max_size=3, unique=True)


@given(q=st.text(st.characters(codec="utf-8")), author=VALUES, source=VALUES, sort=st.sampled_from(Sort))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_address_reads_back_as_the_search_it_was_made_from(
    q: str, author: list[str], source: list[str], sort: Sort
) -> None:
    asked = SearchRequest(
        q=q.strip(),
        filters=Filters(author=tuple(sorted(author)), source=tuple(sorted(source))),
        sort=sort,
        group=Group.DOCUMENT,
    )
    address = search_url(asked)
    assert iri_to_uri(address) == address
    assert read_search_request(_arguments(address), group=Group.DOCUMENT) == asked


@given(
    q=st.text(st.characters(codec="utf-8")),
    chosen=VALUES,
    excluded=VALUES,
    value=st.text(st.characters(codec="utf-8")),
    field=st.sampled_from(["author", "source"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_addresses_that_differ_in_one_value_are_as_those_of_each_search(
    q: str, chosen: list[str], excluded: list[str], value: str, field: str
) -> None:
    pairs = tuple((name, other) for name in ("author", "kind") for other in excluded if other != value)
    filters = Filters(
        author=tuple(other for other in chosen if other != value), recipient=tuple(chosen), excluded=pairs
    )
    asked = SearchRequest(q=q, filters=filters, sort=Sort.NEWEST, group=Group.DOCUMENT, page=3)
    assert addresses_with(asked, field)(value) == search_url(toggled(asked, field, value))
    assert addresses_with(asked, field, excluding=True)(value) == search_url(toggled_exclusion(asked, field, value))


def _arguments(address: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
