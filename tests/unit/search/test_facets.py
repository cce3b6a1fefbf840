"""Facets show what is counted and what is selected, in words."""

from __future__ import annotations

from search.engines.base import Filters
from search.facets import facets
from search.results import Facet, FacetValue


def test_facets_come_in_one_order_with_their_labels() -> None:
    counts: dict[str, list[tuple[str, int]]] = {"source": [], "author": [], "kind": [], "recipient": [], "voice": []}
    assert [(facet.field, facet.label) for facet in facets(counts, Filters())] == [
        ("kind", "Kind of document"),
        ("author", "Author"),
        ("recipient", "Recipient"),
        ("voice", "Voice"),
        ("source", "Source"),
    ]


def test_no_facets_are_made_of_no_counts() -> None:
    assert facets({}, Filters(kind=("letter",))) == ()


def _only(counts: list[tuple[str, int]], filters: Filters, field: str = "author") -> Facet:
    (facet,) = facets({field: counts}, filters)
    return facet


def test_selected_values_come_first_then_the_most_frequent_then_by_name() -> None:
    facet = _only([("Cora", 9), ("Ann", 4), ("Bob", 4), ("Dan", 1)], Filters(author=("Dan", "Bob")))

    assert facet.values == (
        FacetValue("Bob", "Bob", 4, selected=True),
        FacetValue("Dan", "Dan", 1, selected=True),
        FacetValue("Cora", "Cora", 9, selected=False),
        FacetValue("Ann", "Ann", 4, selected=False),
    )


def test_a_selected_value_that_nothing_matches_stays_to_be_taken_back() -> None:
    facet = _only([("Ann", 2)], Filters(author=("Zoe",)))

    assert facet.values == (FacetValue("Zoe", "Zoe", 0, selected=True), FacetValue("Ann", "Ann", 2, selected=False))


def test_a_selection_in_one_field_selects_nothing_in_another() -> None:
    assert not _only([("Ann", 2)], Filters(recipient=("Ann",))).values[0].selected


def test_documents_without_an_author_have_a_value_that_says_so() -> None:
    assert _only([("", 3), ("Ann", 2)], Filters()).values[0] == FacetValue("", "Unknown author", 3, selected=False)


def test_a_source_is_called_by_its_file_unless_two_have_the_same() -> None:
    names = ["a/letter.txt", "b/letter.txt", "b/c/thread.html", "export/posts.jsonl"]
    facet = _only([(name, 1) for name in names], Filters(), "source")

    assert {value.value: value.label for value in facet.values} == {
        "a/letter.txt": "a/letter.txt",
        "b/letter.txt": "b/letter.txt",
        "b/c/thread.html": "thread.html",
        "export/posts.jsonl": "posts.jsonl",
    }
