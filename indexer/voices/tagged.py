"""Quotations in BBCode as it was typed: `[quote="Ada Birch"]…[/quote]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.voices.quotations import Quotation

_TAG = re.compile(r"\[(?P<close>/)?quote(?P<given>(?:[=: ][^\]\n]{0,200})?)\]", re.IGNORECASE)
_AUTHOR = re.compile(r"\bauthor=(?P<author>.+?)(?=(?<!\s)\s+\w+=|$)", re.IGNORECASE)
_MARKS_AROUND = " \"'“”&;="


def tagged_quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """A quotation for each run between tags, the tags with it, ascending; a tag without its partner is none.

    What is quoted within a quotation is its own, by the one that its own tag names.
    """
    open_names: list[str | None] = []
    position = start
    for tag in _paired(list(_TAG.finditer(text, start, end))):
        border = tag.end() if tag["close"] else tag.start()
        if open_names and position < border:
            yield Quotation(position, border, open_names[-1])
        position = border
        if tag["close"]:
            open_names.pop()
        else:
            open_names.append(_named(tag["given"]))


def _paired(tags: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The tags that have a partner, in order."""
    opened: list[int] = []
    paired: set[int] = set()
    for number, tag in enumerate(tags):
        if not tag["close"]:
            opened.append(number)
        elif opened:
            paired |= {opened.pop(), number}
    return [tags[number] for number in sorted(paired)]


def _named(given: str) -> str | None:
    """The name in `="Ada", post:3`, `=Ada`, ` author=Ada link=…`."""
    author = _AUTHOR.search(given)
    if author:
        return author["author"].strip(_MARKS_AROUND) or None
    if not given.startswith(("=", ":")):
        return None
    return re.split(r"[,;]", given[1:], maxsplit=1)[0].strip(_MARKS_AROUND) or None
