"""Quotations in BBCode as it was typed: `[quote="Ada Birch"]…[/quote]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.voices.quotations import Quotation

_TAG = re.compile(r"\[(?P<close>/)?quote(?P<given>(?:[=: ][^\]\n]{0,200})?)\]", re.IGNORECASE)
_AUTHOR = re.compile(r"\bauthor=(?P<author>.+?)(?=\s+\w+=|$)", re.IGNORECASE)
_MARKS_AROUND = " \"'“”&;="


def tagged_quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """A quotation for each run between tags, the tags with it; a tag without its partner is none.

    What is quoted within a quotation is its own, by the one that its own tag names.
    """
    for opening, closing in _pairs(list(_TAG.finditer(text, start, end))):
        yield Quotation(opening.start(), closing.end(), _named(opening["given"]))


def _pairs(tags: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Opening tags with their closing ones, the inner before the outer."""
    opened: list[re.Match[str]] = []
    for tag in tags:
        if not tag["close"]:
            opened.append(tag)
        elif opened:
            yield opened.pop(), tag


def _named(given: str) -> str | None:
    """The name in `="Ada", post:3`, `=Ada`, ` author=Ada link=…`."""
    author = _AUTHOR.search(given)
    if author:
        return author["author"].strip(_MARKS_AROUND) or None
    if not given.startswith(("=", ":")):
        return None
    return re.split(r"[,;]", given[1:], maxsplit=1)[0].strip(_MARKS_AROUND) or None
