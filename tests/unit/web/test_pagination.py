"""Numbered pages."""

import pytest

from search.engines.base import Group
from search.results import SearchRequest
from web.results.pagination import paginate

pytestmark = pytest.mark.usefixtures("in_request")


def shown(page: int, pages: int) -> str:
    links = paginate(SearchRequest(q="a", group=Group.DOCUMENT, page=page), pages).links
    return " ".join(f"{'… ' if link.after_gap else ''}{link.number}{'*' if link.current else ''}" for link in links)


def test_the_first_the_last_and_the_neighbours_are_offered() -> None:
    assert shown(1, 1) == "1*"
    assert shown(3, 5) == "1 2 3* 4 5"
    assert shown(10, 20) == "1 … 8 9 10* 11 12 … 20"


def test_the_ends_have_no_further_page() -> None:
    first = paginate(SearchRequest(q="a", group=Group.DOCUMENT), 2)
    last = paginate(SearchRequest(q="a", group=Group.DOCUMENT, page=2), 2)
    assert (first.previous, first.next) == (None, "/?q=a&page=2")
    assert (last.previous, last.next) == ("/?q=a", None)


def test_no_results_have_no_pages() -> None:
    assert paginate(SearchRequest(q="a"), 0).links == ()
