"""The query tree: what a query string means, independent of the parser that read it and the engine that runs it.

A leaf that searches text holds analyzed tokens (see `search.analysis`), never raw words. `field` is `text`
(the passage's words, and its document's title on the first passage in own words), `title`, `author`, `recipient`,
`kind` or `source`. Names (`author`, `recipient`, …) are matched by the words in them.

Scoring, the same on every engine: on `text`, a term scores BM25 (see `search.scoring`) and a phrase the sum of
its terms' BM25; a prefix, wildcard or fuzzy word scores 1 whatever it was expanded to, and so does every leaf on
another field and `Everything`; `Dated` and `Not` score 0. `And` and `Or` add up what their children score.
Prefix, wildcard and fuzzy words on `text` match folded words as written, before stemming.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.dates import DateFilter


@dataclass(frozen=True, slots=True)
class Term:
    """One token."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens one after the other, with at most `slop` further tokens between them in all."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every token that starts with `prefix`."""

    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every token that the pattern matches; `*` is any run of characters, `?` exactly one."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every token within `distance` edits (1 or 2; a transposition is one), sharing the first `prefix_length`."""

    field: str
    token: str
    distance: int = 1
    prefix_length: int = 1


@dataclass(frozen=True, slots=True)
class Dated:
    """Documents whose date the filter takes in."""

    filter: DateFilter


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage: what a query made only of punctuation means."""


@dataclass(frozen=True, slots=True)
class And:
    """Passages that every child matches."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Passages that at least one child matches."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Passages that the child does not match."""

    child: Query


Query = Term | Phrase | Prefix | Wildcard | Fuzzy | Dated | Everything | Nothing | And | Or | Not
