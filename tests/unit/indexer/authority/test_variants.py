"""Names that may be one: what is suggested, and what is not."""

from __future__ import annotations

import pytest

from indexer.authority.variants import NameCount, Suggestion, suggestions


def groups(*names: str) -> list[set[str]]:
    return [{form.name for form in one.names} for one in suggestions(dict.fromkeys(names, 1))]


@pytest.mark.parametrize(
    "names",
    [
        ("Nia Prys", "Prys, Nia"),
        ("Nia Prys", "Dr Nia Prys"),
        ("Nia Prys", "NIA PRYS"),
        ("José Álvarez", "Jose Alvarez"),
        ("Nia Prys", "N. Prys"),
        ("Nia Mair Prys", "N. M. Prys"),
        ("The Weavers' Guild of Tal-y-bont", "Weavers' Guild, Tal-y-bont"),
        ("The British Psychological Society", "BPS"),
        ("Friends of the Lido", "F.O.T.L."),
        ("Philippa Stannard", "Philipa Stannard"),
    ],
)
def test_likely_variants_are_suggested(names: tuple[str, str]) -> None:
    assert groups("Somebody Else", *names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Nia Prys", "Nora Prys"),
        ("J. Smith", "T. Smith"),
        ("J. Smith", "A. J. Smith"),
        ("Ada Hughes", "Ada Marsh"),
        ("keeper 1", "keeper 2"),
        ("swimmer1975", "swimmer1976"),
        ("Town Council", "District Council"),
        ("BPS", "BPA"),
    ],
)
def test_names_of_different_people_are_not(names: tuple[str, str]) -> None:
    assert groups(*names) == []


def test_an_initial_that_fits_two_people_is_left_to_nobody() -> None:
    assert groups("Nia Prys", "Nora Prys", "N. Prys") == []


def test_the_most_frequent_form_comes_first_and_every_other_says_why() -> None:
    counts = {"Prys, Nia": 2, "Nia Prys": 7, "N. Prys": 1, "BPS": 40, "British Psychological Society": 3}
    assert suggestions(counts) == (
        Suggestion("body", (NameCount("British Psychological Society", 3), NameCount("BPS", 40)), ("abbreviation",)),
        Suggestion(
            "person",
            (NameCount("Nia Prys", 7), NameCount("Prys, Nia", 2), NameCount("N. Prys", 1)),
            ("the same words", "initials"),
        ),
    )
