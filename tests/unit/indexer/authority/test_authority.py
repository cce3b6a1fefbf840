"""What `authority.toml` may say, and what it does to the names of a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.authority import NO_AUTHORITY, parse_authority
from search.errors import ConfigurationError
from search.model import PrintedNames
from tests.unit.search.records import made_document, made_source

SAID = """
[[person]]
name = "Nia Prys"
spellings = ["Prys, Nia", "N. Prys"]

[[body]]
name = "The Weavers' Guild"
spellings = ["TWG", "Weavers' Guild"]
"""
PLACE = "corpus/authority.toml"


def test_names_get_their_preferred_forms_and_keep_the_printed_ones() -> None:
    document = made_document(
        "d", made_source("d.txt"), authors=("N. Prys", "Ada"), signatories=("TWG",), recipients=("prys,  nia", "Bob")
    )
    named = parse_authority(SAID.encode(), PLACE).applied(document)
    assert (named.authors, named.signatories) == (("Nia Prys", "Ada"), ("The Weavers' Guild",))
    assert named.recipients == ("Nia Prys", "Bob")
    assert named.printed == PrintedNames(("N. Prys", "Ada"), ("TWG",), ("prys,  nia", "Bob"))
    assert named.author_forms == named.recipient_forms == ("Prys, Nia", "N. Prys")


def test_two_spellings_of_one_author_become_one() -> None:
    document = made_document("d", made_source("d.txt"), authors=("N. Prys", "Ada", "Prys, Nia", "Nia Prys"))
    assert parse_authority(SAID.encode(), PLACE).applied(document).authors == ("Nia Prys", "Ada")


def test_names_that_nothing_is_said_of_stay_as_they_are() -> None:
    document = made_document("d", made_source("d.txt"), authors=("Ada", "Ada"), recipients=("Bob",))
    assert parse_authority(SAID.encode(), PLACE).applied(document) == document


def test_what_is_said_no_longer_is_undone() -> None:
    document = made_document("d", made_source("d.txt"), authors=("N. Prys", "Ada", "Prys, Nia"))
    named = parse_authority(SAID.encode(), PLACE).applied(document)
    other = parse_authority(b'[[person]]\nname = "Ada Marsh"\nspellings = ["Ada"]', PLACE)
    assert NO_AUTHORITY.applied(named) == document
    assert other.applied(named) == other.applied(document)
    assert replace(named, printed=None) != document


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[person]]\nname = "A"\nspellings = ["B"]\n[[body]]\nname = "C"\nspellings = ["b "]',
         "the spelling 'b' stands under 'A' and under 'C'; take it out of one of them"),
        ('[[person]]\nname = "A"\n[[person]]\nname = "a"', "the spelling 'a' stands under 'A' and under 'a'"),
        ('[[persons]]\nname = "A"', "has 'persons'; write [[person]] or [[body]]"),
        ('[person]\nname = "A"', "write [[person]], in two brackets, before each entry"),
        ('[[person]]\nname = "A"\nforms = ["B"]', "[[person]] number 1 has the key 'forms'; use name and spellings"),
        ('[[body]]\nspellings = ["B"]', "[[body]] number 1 has the name None; write name"),
        ('[[body]]\nname = " "', "has the name ' '"),
        ('[[body]]\nname = "A"\nspellings = "B"', "('A') has the spellings 'B'; write a list"),
        ('[[body]]\nname = "A"\nspellings = [1]', "has the spellings [1]; write a list of names"),
        ("[[body", "cannot be read as TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_value_and_the_next_step(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        parse_authority(text.encode(), PLACE)
    shown = str(raised.value)
    assert shown.startswith(PLACE)
    assert message in shown
    assert shown.endswith("Nothing was changed.")
