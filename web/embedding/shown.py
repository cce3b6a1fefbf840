"""What a page of another site embeds: a search that stays live, or a list of passages frozen on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from search.documents.citing import MAX_NAMED
from search.engines.base import Group
from search.errors import RequestError
from search.message import Message
from search.results import SearchRequest
from web.links import address, query_pairs
from web.parameters import read_search_request

DEFAULT_SIZE = 5
FRAME_WIDTH = 640
_FRAME_BASE_HEIGHT = 90
_HIT_HEIGHT = 150
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Frozen:
    """Passages chosen on a day. `as_of`: an ISO date, None where the address does not say."""

    ids: tuple[str, ...]
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Embed:
    """What an embed shows: `frozen`, or else the first hits of `search`, as many as its size."""

    search: SearchRequest
    frozen: Frozen | None

    @property
    def height(self) -> int:
        """A height in CSS pixels that is about right where nothing can measure it."""
        shown = len(self.frozen.ids) if self.frozen else self.search.size
        return _FRAME_BASE_HEIGHT + _HIT_HEIGHT * min(shown, DEFAULT_SIZE)


def read_embed(arguments: MultiDict[str, str]) -> Embed:
    """The embed that a query string describes. Raises RequestError naming the parameter that cannot be read."""
    search = read_search_request(arguments, group=Group.DOCUMENT)
    if not arguments.get("size", "").strip():
        search = replace(search, size=DEFAULT_SIZE)
    ids, as_of = read_passage_ids(arguments), _read_day(arguments)
    return Embed(search, Frozen(ids, as_of) if ids else None)


def read_passage_ids(arguments: MultiDict[str, str]) -> tuple[str, ...]:
    """The passages that `p` names, by id or permalink, each once, in the order given.

    Raises RequestError for too many.
    """
    named = (value.strip().rpartition("/p/")[2] for value in arguments.getlist("p"))
    ids = tuple(dict.fromkeys(passage_id for passage_id in named if passage_id))
    if len(ids) > MAX_NAMED:
        raise RequestError(
            Message("%(named)s passages are named; a list holds at most %(most)s.", named=len(ids), most=MAX_NAMED),
            parameter="p",
            value=str(len(ids)),
            expected=Message("at most %(most)s passages", most=MAX_NAMED),
        )
    return ids


def passage_pairs(ids: Sequence[str]) -> list[tuple[str, str]]:
    """The parameters that name passages."""
    return [("p", passage_id) for passage_id in ids]


def frame_path(embed: Embed) -> str:
    """The path of the frame that shows an embed."""
    # Something must tell the frame of everything from the page on which embeds are made.
    pairs = _frozen_pairs(embed.frozen) if embed.frozen else embed_pairs(embed.search) or [("q", "")]
    return address("embed.frame", pairs)


def embed_pairs(search: SearchRequest) -> list[tuple[str, str]]:
    """The parameters of a live embed."""
    pairs = query_pairs(replace(search, page=1))
    return [*pairs, ("size", str(search.size))] if search.size != DEFAULT_SIZE else pairs


def maker_url(search: SearchRequest) -> str:
    """The page on which one makes an embed of this search."""
    return address("embed.make", embed_pairs(search) or [("q", "")])


def frame_markup(src: str, title: str, width: int | str, height: int) -> Markup:
    """The element that shows a frame."""
    markup = Markup('<iframe src="{}" title="{}" width="{}" height="{}" style="border: 0" loading="lazy"></iframe>')
    return markup.format(src, title, width, height)


def _frozen_pairs(frozen: Frozen) -> list[tuple[str, str]]:
    day = [("as-of", frozen.as_of)] if frozen.as_of else []
    return [*day, *passage_pairs(frozen.ids)]


def _read_day(arguments: MultiDict[str, str]) -> str | None:
    value = arguments.get("as-of", "").strip()
    if not value:
        return None
    if _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise RequestError(
        Message("The parameter as-of is %(value)r; it must be a day as 2016-04-12.", value=value),
        parameter="as-of",
        value=value,
        expected=Message("a day as 2016-04-12"),
    )
