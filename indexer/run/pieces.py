"""Cutting what a file holds into pieces, so that few of its sources are in memory at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_PIECE_CHARS = 500_000
_PIECE_SOURCES = 200

T = TypeVar("T")


def in_pieces(items: Iterable[T], chars_of: Callable[[T], int]) -> Iterator[tuple[list[T], bool]]:
    """The items in pieces of limited size, and whether each is the last; at least one. Bytes may stand for chars."""
    piece: list[T] = []
    chars = 0
    for item in items:
        if chars >= _PIECE_CHARS or len(piece) >= _PIECE_SOURCES:
            yield piece, False
            piece, chars = [], 0
        piece.append(item)
        chars += chars_of(item)
    yield piece, True
