"""Which pages can be asked for, and what is said of the others."""

from __future__ import annotations

import pytest

from search.errors import RequestError
from search.paging import MAX_REACH_HITS, check_page_exists, check_paging, page_count
from search.results import SearchRequest


@pytest.mark.parametrize("asked", [SearchRequest(size=1), SearchRequest(size=100, page=100), SearchRequest(page=1_000)])
def test_sizes_and_pages_within_the_limits_are_fine(asked: SearchRequest) -> None:
    check_paging(asked)


@pytest.mark.parametrize(
    ("asked", "parameter", "value", "expected"),
    [
        (SearchRequest(size=0), "size", "0", "a number of hits from 1 to 100"),
        (SearchRequest(size=101), "size", "101", "a number of hits from 1 to 100"),
        (SearchRequest(page=0), "page", "0", "a page from 1 on"),
        (SearchRequest(page=-3), "page", "-3", "a page from 1 on"),
        (SearchRequest(page=1_001), "page", "1001", "a page from 1 to 1000, or a narrower search"),
        (SearchRequest(page=101, size=100), "page", "101", "a page from 1 to 100, or a narrower search"),
    ],
)
def test_others_are_named_with_what_would_be_right(
    asked: SearchRequest, parameter: str, value: str, expected: str
) -> None:
    with pytest.raises(RequestError, match=expected) as raised:
        check_paging(asked)
    assert (raised.value.parameter, raised.value.value, raised.value.expected) == (parameter, value, expected)


def test_the_last_page_may_be_short() -> None:
    assert page_count(SearchRequest(size=10), 21) == 3
    assert page_count(SearchRequest(size=25), 21) == 1


def test_pages_that_cannot_be_asked_for_are_not_counted() -> None:
    assert page_count(SearchRequest(size=10), MAX_REACH_HITS * 5) == MAX_REACH_HITS // 10


def test_a_page_after_the_last_names_the_last() -> None:
    check_page_exists(SearchRequest(page=3), 21)
    with pytest.raises(RequestError, match="a page from 1 to 3"):
        check_page_exists(SearchRequest(page=4), 21)


def test_any_page_of_nothing_is_an_empty_answer() -> None:
    check_page_exists(SearchRequest(page=7), 0)
    assert page_count(SearchRequest(page=7), 0) == 0
