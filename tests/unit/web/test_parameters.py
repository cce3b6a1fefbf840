"""What the parameters of a search mean, and what is said of those that cannot be read."""

import pytest
from werkzeug.datastructures import MultiDict

from search.engines.base import Group, Sort
from search.errors import RequestError
from search.results import DEFAULT_SIZE, MAX_SIZE, CopyMode, SearchRequest
from web.parameters import MAX_PAGE, read_search_request


def read(*pairs: tuple[str, str], group: Group = Group.DOCUMENT) -> SearchRequest:
    return read_search_request(MultiDict(pairs), group=group)


def test_no_parameters_ask_for_everything_on_the_first_page() -> None:
    asked = read()
    assert (asked.q, asked.page, asked.size, asked.sort) == ("", 1, DEFAULT_SIZE, Sort.RELEVANCE)
    assert not asked.filters


def test_every_parameter_reaches_its_place() -> None:
    asked = read(
        ("q", " pool "),
        ("author", "Ann"),
        ("author", "Bob"),
        ("kind", "letter"),
        ("recipient", "Council"),
        ("voice", "quoting"),
        ("not_author", "Eve"),
        ("not_kind", "email"),
        ("source", "a.txt"),
        ("date", "2015"),
        ("date", "undated"),
        ("sort", "oldest"),
        ("group", "passage"),
        ("page", "3"),
        ("size", "20"),
        ("copies", "all"),
    )
    assert asked.q == "pool"
    assert asked.filters.author == ("Ann", "Bob")
    assert asked.filters.kind == ("letter",)
    assert asked.filters.recipient == ("Council",)
    assert asked.filters.source == ("a.txt",)
    assert asked.filters.voice == ("quoting",)
    assert asked.filters.excluded == (("kind", "email"), ("author", "Eve"))
    assert [date.text for date in asked.filters.date] == ["2015", "undated"]
    assert (asked.sort, asked.group, asked.page, asked.size) == (Sort.OLDEST, Group.PASSAGE, 3, 20)
    assert asked.copies is CopyMode.ALL


def test_empty_and_unknown_parameters_are_ignored() -> None:
    empty = (("q", ""), ("author", ""), ("date", " "), ("sort", ""), ("page", ""), ("utm_source", "x"))
    assert read(*empty) == read()


def test_a_value_given_twice_counts_once() -> None:
    assert read(("kind", "letter"), ("kind", "letter")).filters.kind == ("letter",)


def test_the_default_group_is_the_callers() -> None:
    assert read(group=Group.PASSAGE).group is Group.PASSAGE
    assert read(("group", "document"), group=Group.PASSAGE).group is Group.DOCUMENT


def test_pages_fold_copies_where_nothing_is_said_and_what_programs_read_does_not() -> None:
    assert read(group=Group.DOCUMENT).copies is CopyMode.FOLD
    assert read(group=Group.PASSAGE).copies is CopyMode.ALL
    assert read(("copies", "fold"), group=Group.PASSAGE).copies is CopyMode.FOLD


def test_the_least_and_the_most_of_a_number_can_be_asked_for() -> None:
    least = read(("page", "1"), ("size", "1"))
    assert (least.page, least.size) == (1, 1)
    most = read(("page", str(MAX_PAGE)), ("size", str(MAX_SIZE)))
    assert (most.page, most.size) == (MAX_PAGE, MAX_SIZE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sort", "best"),
        ("group", "source"),
        ("page", "0"),
        ("page", "-1"),
        ("page", str(MAX_PAGE + 1)),
        ("page", "two"),
        ("page", "٣"),
        ("page", "9" * 5000),
        ("size", str(MAX_SIZE + 1)),
        ("copies", "some"),
        ("date", "yesterday"),
        ("date", "2016..2014"),
    ],
)
def test_an_unreadable_value_is_named_with_what_would_be_right(name: str, value: str) -> None:
    with pytest.raises(RequestError) as raised:
        read((name, value))
    assert (raised.value.parameter, raised.value.value) == (name, value)
    assert raised.value.expected
    assert value in str(raised.value)
