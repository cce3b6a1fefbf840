"""The facet fields whose values are words of ours, so that a filter can name one that there is none of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from search.engines.base import EXCLUDING, Filters
from search.errors import unreadable_parameter
from search.message import Message
from search.model import Kind, Voice

FIXED_VALUES: Mapping[str, type[StrEnum]] = {"kind": Kind, "voice": Voice}
"""What each of these fields may hold; all others hold what documents say."""


def check_values(filters: Filters) -> None:
    """Raises RequestError naming the parameter, its value and those there are, where a filter can never be met."""
    for field, known in FIXED_VALUES.items():
        named = {field: filters.values(field), EXCLUDING + field: filters.excluded_values(field)}
        for parameter, values in named.items():
            for value in values:
                if value not in tuple(known):
                    expected = Message("one of: %(choices)s", choices=", ".join(known))
                    raise unreadable_parameter(parameter, value, expected)
