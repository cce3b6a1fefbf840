"""A part of a query as a tree and as it is written out, and how parts become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.querytree import And, Not, Or, Query

_OPERATORS = {And: " AND ", Or: " OR "}


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the query as a tree, and written out in the query language."""

    tree: Query
    display: str

    @property
    def within(self) -> str:
        """`display` as it stands within a larger query."""
        return f"({self.display})" if isinstance(self.tree, And | Or) else self.display


def negated(clause: Clause) -> Clause:
    """The clause with NOT before it."""
    shown = f"({clause.display})" if isinstance(clause.tree, Not) else clause.within
    return Clause(Not(clause.tree), f"NOT {shown}")


def joined(kind: type[And] | type[Or], clauses: Iterable[Clause]) -> Clause | None:
    """The clauses joined, those of the same kind taken in; one clause stands for itself, none is None."""
    parts = list(clauses)
    if len(parts) <= 1:
        return parts[0] if parts else None
    children: list[Query] = []
    for part in parts:
        children.extend(part.tree.children if isinstance(part.tree, kind) else (part.tree,))
    shown = (part.display if isinstance(part.tree, kind) else part.within for part in parts)
    return Clause(kind(tuple(children)), _OPERATORS[kind].join(shown))
