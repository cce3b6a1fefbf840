"""A query is said in plain words."""

import pytest

from search.analysis import Analyzer
from search.query import parse_query
from web.words.query_words import query_leaves, query_words

ANALYZER = Analyzer("english")


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("pool", "“pool”"),
        ("pool water", "“pool” and “water”"),
        ("pool -water", "“pool” but not “water”"),
        ("-pool", "without “pool”"),
        ("weir OR otter", "“weir” or “otter”"),
        ("(weir OR otter) pool", "(“weir” or “otter”) and “pool”"),
        ('"open letter"', "“open letter”"),
        ('"open letter"~1', "“open letter” with at most 1 other word in between"),
        ("counc*", "words that start with “counc”"),
        ("*tion", "words of the form “*tion”"),
        ("c?t", "words of the form “c?t”"),
        ("harbor~2", "words spelt like “harbor”"),
        ("*", "anything"),
        ('author:"ada hughes"', "written by “ada hughes”"),
        ("to:editor", "addressed to “editor”"),
        ("title:open", "in the title: “open”"),
        ('kind:"forum post"', "of the kind “forum post”"),
        ("date:2014..2016", "dated 2014 to 2016"),
        ("date:undated", "undated"),
        ("", ""),
    ],
)
def test_a_query_is_said_in_words(q: str, said: str) -> None:
    assert query_words(parse_query(q, ANALYZER).display) == said


def test_the_leaves_are_queries_of_their_own() -> None:
    display = parse_query('(weir OR author:"ada hughes") -pool "to be"~2 pool', ANALYZER).display
    assert query_leaves(display) == ("weir", 'author:"ada hughes"', "pool", '"to be"~2')
    assert all(parse_query(leaf, ANALYZER).display == leaf for leaf in query_leaves(display))
