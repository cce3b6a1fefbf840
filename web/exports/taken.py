"""A passage on its way out: with the addresses that it has from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from search.documents.taken import CitedPassage
from web.citations.reference import Reference


@dataclass(frozen=True, slots=True)
class Taken:
    """`permalink`: of the passage; `reference`: to its document; `root`: what stands before paths of the site."""

    cited: CitedPassage
    permalink: str
    reference: Reference
    root: str
