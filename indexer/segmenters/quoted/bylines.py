"""Bylines: the line that says who wrote an article, `By Ada Birch and Tom Bell`."""

from __future__ import annotations

import re

from indexer.segmenters.letters.names import split_names
from indexer.segmenters.quoted.people import NAME, is_namely

_BYLINE = re.compile(
    rf"[Bb][Yy](?:line)?:?\s+(?P<names>{NAME}(?:,?\s+(?:and|&)\s+{NAME})?)(?:\s*[,|–—-].*|\s+in\s+.*)?"
)
_STAFF = re.compile(
    r"\b(?:reporter|correspondent|representative|staff|agency|editor|contributor|commissioner)s?$", re.IGNORECASE
)


def is_byline(line: str) -> bool:
    """Whether a line is one, though it may name nobody: `By Our Own Correspondent`."""
    return _BYLINE.fullmatch(line) is not None


def read_byline(line: str) -> tuple[str, ...]:
    """The people that a byline names, in order; none for any other line, and for those whom it leaves unnamed."""
    match = _BYLINE.fullmatch(line)
    if match is None or not is_namely(match["names"]) or _STAFF.search(match["names"]):
        return ()
    return split_names(match["names"])
