"""Text and offsets as runs that a template can escape and mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is marked throughout, or not at all. `quiet`: markup that a reader can do without."""

    text: str
    marked: bool = False
    quiet: bool = False


def marked_runs(text: str, highlights: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """The whole text as runs. `highlights`: [start, end) in code points of `text`, ascending, not overlapping."""
    return tuple(run for run in _cut(text, highlights) if run.text)


def without_quote_marks(text: str) -> str:
    """A text with blanks for the `>` that mail writes before quoted lines; all else stands where it stood.

    For where lines are run together, so that the marks would stand between words.
    """
    return _QUOTE_MARKS.sub(lambda marks: " " * len(marks[0]), text)


def _cut(text: str, highlights: Iterable[tuple[int, int]]) -> Iterator[Run]:
    done = 0
    for start, end in highlights:
        yield Run(text[done:start])
        yield Run(text[start:end], marked=True)
        done = end
    yield Run(text[done:])
