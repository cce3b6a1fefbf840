"""What the indexer says of where a date was found, and what the pages can say of it, are the same list."""

from __future__ import annotations

from indexer import date_places
from web.words.terms import places


def test_every_place_where_the_indexer_finds_a_date_has_a_term_that_is_translated() -> None:
    named = {value for name, value in vars(date_places).items() if name.isupper()}
    assert named
    assert named <= places().keys()
    assert date_places.heading_that_says("").partition(" '")[0] in places()
