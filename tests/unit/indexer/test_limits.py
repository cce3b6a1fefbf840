"""What a file or a page may take where nobody set anything else."""

from __future__ import annotations

from indexer.collecting import FetchLimits
from indexer.collecting.fetching import fetch_limits_of
from indexer.limits import DEFAULT_LIMITS, limits_of
from search.settings import Settings


def test_the_limits_of_settings_that_set_none_are_the_defaults() -> None:
    assert limits_of(Settings()) == DEFAULT_LIMITS
    assert fetch_limits_of(Settings()) == FetchLimits()
