"""The orders that results can be put in and what one result can stand for, as links."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.engines.base import Group, Sort
from search.message import Message
from search.results import CopyMode, SearchRequest
from web.links import search_url
from web.words.language import gettext, said

_SORT_LABELS = {
    Sort.RELEVANCE: Message("Best first"),
    Sort.NEWEST: Message("Newest"),
    Sort.OLDEST: Message("Oldest"),
}
_GROUP_LABELS = {Group.DOCUMENT: Message("Documents"), Group.PASSAGE: Message("Passages")}


@dataclass(frozen=True, slots=True)
class OrderLink:
    """One choice and the search it leads to."""

    value: str
    label: str
    url: str
    current: bool


def in_page_order(asked: SearchRequest) -> SearchRequest:
    """The search as the page runs it: where nothing can be more relevant than another, newest first."""
    if asked.q or asked.sort is not Sort.RELEVANCE:
        return asked
    return replace(asked, sort=Sort.NEWEST)


def order_links(asked: SearchRequest) -> tuple[OrderLink, ...]:
    """The orders to choose from; by relevance only where there is a query."""
    current = in_page_order(asked).sort
    return tuple(
        OrderLink(sort.value, said(label), search_url(replace(asked, sort=sort, page=1)), sort is current)
        for sort, label in _SORT_LABELS.items()
        if asked.q or sort is not Sort.RELEVANCE
    )


def copy_switch(asked: SearchRequest, folded: int) -> OrderLink | None:
    """The other way to list copies; None where none are folded and none were unfolded. `folded`: how many are."""
    if asked.copies is CopyMode.ALL:
        other, label = CopyMode.FOLD, gettext("Fold copies")
    elif folded:
        other, label = CopyMode.ALL, gettext("Show each copy")
    else:
        return None
    return OrderLink(other.value, label, search_url(replace(asked, copies=other, page=1)), current=False)


def group_links(asked: SearchRequest) -> tuple[OrderLink, ...]:
    """One result for each document, or for each passage."""
    return tuple(
        OrderLink(group.value, said(label), search_url(replace(asked, group=group, page=1)), group is asked.group)
        for group, label in _GROUP_LABELS.items()
    )
