"""What the query string of a search means: from its parameters to a search request, checked."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from search.dates import parse_date_filter
from search.engines.base import EXCLUDING, FACET_FIELDS, Filters, Group, Sort
from search.errors import unreadable_parameter
from search.message import Message
from search.results import DEFAULT_SIZE, MAX_SIZE, CopyMode, SearchRequest

MAX_PAGE = 10_000

_NUMBER = re.compile(r"[0-9]{1,9}")
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_search_request(arguments: MultiDict[str, str], *, group: Group) -> SearchRequest:
    """The search that a query string asks for; `group` holds where it does not say.

    Pages, which group by document, also fold copies where it does not say; what programs read does not.

    Empty and unknown parameters are ignored, so that an unfilled form field or a tracking parameter does no harm.
    Raises RequestError naming the parameter, its value and what would be right.
    """
    return SearchRequest(
        q=_first(arguments, "q"),
        filters=_filters(arguments),
        sort=_choice(arguments, "sort", Sort.RELEVANCE),
        group=_choice(arguments, "group", group),
        page=_number(arguments, "page", default=1, most=MAX_PAGE),
        size=_number(arguments, "size", default=DEFAULT_SIZE, most=MAX_SIZE),
        copies=_choice(arguments, "copies", CopyMode.FOLD if group is Group.DOCUMENT else CopyMode.ALL),
    )


def _filters(arguments: MultiDict[str, str]) -> Filters:
    return Filters(
        **{name: _values(arguments, name) for name in FACET_FIELDS},
        date=tuple(parse_date_filter(text) for text in _values(arguments, "date")),
        excluded=tuple((name, value) for name in FACET_FIELDS for value in _values(arguments, EXCLUDING + name)),
    )


def _values(arguments: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The values of a parameter that may repeat, each once, in the order given."""
    return tuple(dict.fromkeys(value for value in arguments.getlist(name) if value.strip()))


def _first(arguments: MultiDict[str, str], name: str) -> str:
    """The first value of a parameter, without spaces around it; empty where there is none.

    `get` would raise and catch an error of some size for each parameter that is left out.
    """
    values = arguments.getlist(name)
    return values[0].strip() if values else ""


def _choice(arguments: MultiDict[str, str], name: str, default: _Choice) -> _Choice:
    value = _first(arguments, name)
    if not value:
        return default
    try:
        return type(default)(value)
    except ValueError:
        expected = Message("one of: %(choices)s", choices=", ".join(type(default)))
        raise unreadable_parameter(name, value, expected) from None


def _number(arguments: MultiDict[str, str], name: str, *, default: int, most: int) -> int:
    value = _first(arguments, name)
    if not value:
        return default
    if _NUMBER.fullmatch(value) and 1 <= int(value) <= most:
        return int(value)
    raise unreadable_parameter(name, value, Message("a whole number from 1 to %(most)s", most=most))
