"""Passages to take away, whole and with what it takes to cite them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.model import Document, Passage


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage to take away, whole. `source_url`: where its source was collected, if that is known.

    `modified`: when its source's file was last changed, ISO with its time zone. `score`: where a search found it.
    `present`: false where it is gone, and this is what it last was; its offsets then say nothing.
    """

    passage: Passage
    text: str
    document: Document
    source_name: str
    source_url: str | None
    modified: str | None
    score: float | None
    present: bool


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """A search's passages to take away, in its order: the first of `total` hits, read as one asks for them."""

    total: int
    passages: Iterator[CitedPassage]
    generation: int


@dataclass(frozen=True, slots=True)
class PassageList:
    """Passages named by their ids, in the order named. `unknown`: ids of which nothing is known."""

    passages: tuple[CitedPassage, ...]
    unknown: tuple[str, ...]
    generation: int
