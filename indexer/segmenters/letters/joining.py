"""Heads that are one: a title and the letter below it, a heading and a salutation with other lines between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.segmenters.letters.head_reading import Head
from indexer.segmenters.letters.layout import Unit, is_title_of_next

# An editor's paragraph between a title and the dateline is no longer than this.
_MOST_WORDS_BELOW_TITLE = 200
# Between the heading of a letter and its salutation stand an address and a number at most.
_MOST_WORDS_BETWEEN_PARTS = 60
_MOST_WORDS_OF_A_NUMBER = 8
_FEWEST_POINTS_OF_A_LETTER = 2


def joined_heads(units: Sequence[Unit], heads: Iterable[Head]) -> list[tuple[Head, bool]]:
    """The heads in order, each with whether its heading is the title of the page, above the page's own words."""
    joined: list[tuple[Head, bool]] = []
    for head in heads:
        previous = joined[-1][0] if joined else None
        if previous is None:
            joined.append((head, False))
        elif _is_second_part(units, previous, head):
            joined[-1] = (_joined(previous, head, first=previous.first), joined[-1][1])
        elif (
            len(joined) == 1
            and _is_bare(previous, head)
            and not any(unit.is_sentence for unit in units[: previous.first])
        ):
            joined[-1] = (_joined(previous, head, first=head.first), True) if head.heading is None else (head, False)
        elif _is_title_of(units, previous, head):
            joined[-1] = (_joined(previous, head, first=previous.first), False)
        elif not _is_inset(previous, head):
            joined.append((head, False))
    return joined


def _is_second_part(units: Sequence[Unit], previous: Head, head: Head) -> bool:
    """True where `previous` headed the letter whose salutation `head` has."""
    return (
        previous.heading is not None
        and previous.salutation is None
        and _is_plain(head)
        and head.salutation is not None
        and _words_between(units, previous, head) <= _MOST_WORDS_BETWEEN_PARTS
        and not any(_is_prose(unit) for unit in units[previous.body : head.first])
    )


def _is_bare(title: Head, head: Head) -> bool:
    """True where `title` is but a heading, and a letter begins with `head`."""
    marked = title.salutation or title.dateline or title.senders.authors or title.recipients
    return not (title.heading is None or marked or title.in_series) and head.points >= _FEWEST_POINTS_OF_A_LETTER


def _is_title_of(units: Sequence[Unit], title: Head, head: Head) -> bool:
    """True where `title` announces the letter that begins with `head`, with a paragraph between them at most."""
    near = _words_between(units, title, head) <= _MOST_WORDS_BELOW_TITLE
    if is_title_of_next(units, head.first - 1, head.first):
        return False  # a nearer one does
    return near and head.heading is None and _is_bare(title, head)


def _is_inset(previous: Head, head: Head) -> bool:
    """True for a date or salutation within a letter of a collection, all of whose letters have headings."""
    return previous.in_series and _is_plain(head)


def _is_plain(head: Head) -> bool:
    return head.heading is None and not head.senders.authors and not head.recipients


def _is_prose(unit: Unit) -> bool:
    return unit.is_sentence and len(unit.words.split()) > _MOST_WORDS_OF_A_NUMBER


def _words_between(units: Sequence[Unit], previous: Head, head: Head) -> int:
    return sum(len(unit.words.split()) for unit in units[previous.body : head.first])


def _joined(upper: Head, lower: Head, *, first: int) -> Head:
    return replace(
        lower,
        first=first,
        heading=upper.heading,
        dateline=lower.dateline or upper.dateline,
        in_series=upper.in_series,
        addresses=(*upper.addresses, *lower.addresses),
        points=upper.points + lower.points,
    )
