"""A short form of `make soak`: clients ask a real server while runs change the index under it."""

from __future__ import annotations

from tests.places import quick_folder
from tests.reliability.editions import EDITIONS
from tests.reliability.soak import soak

SECONDS = 4


def test_under_load_every_answer_is_that_of_one_state_while_runs_go_on() -> None:
    with quick_folder() as folder:
        figures = soak(folder, "whoosh", SECONDS)
    assert figures.wrong == []
    assert figures.runs > 1
    assert figures.states_seen == set(EDITIONS)
    assert f"{figures.requests:,} requests" in str(figures)
