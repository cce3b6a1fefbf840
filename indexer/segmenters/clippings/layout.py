"""Where each clipping stands: below the line that says where it is from, above it, or around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from re import IGNORECASE

from indexer.mail_fields import is_rule_above_fields
from indexer.segmenters.clippings.citations import Citation
from indexer.segmenters.lines import Line
from indexer.segmenters.quoted.bylines import is_byline, read_byline
from indexer.structure import RULE_MARKS

_MOST_HEADLINE_WORDS = 18
_MOST_HEADLINE_LINES = 4
_FEWEST_WORDS = 12
# What archives of newspapers write above and below an article.
_LABEL = re.compile(
    r"(?:section|length|language|load-?date|graphic|publication-?type|document(?:-type)?|subject|source type|page"
    r"|edition|column|word count|database|accession no)\s*:.*|\d+ of \d+ documents|end of document|body"
    r"|(?:©|copyright\b).*",
    IGNORECASE,
)
_HEADLINE_LABEL = re.compile(r"(?:headline|title)\s*:\s*(?=\S)", IGNORECASE)
_BYLINE_LABEL = re.compile(r"(?:byline|author|reporter)\s*:\s*(?P<names>\S.*)", IGNORECASE)
_RULE = re.compile(rf"[{RULE_MARKS}\s]{{3,}}")


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article on the lines [first, end), and where it is from. `title` and `authors` only where it shows them.

    `labels`: the lines among its first that an archive wrote, and those of the citation where it stands within.
    """

    citation: Citation
    first: int
    end: int
    labels: tuple[int, ...]
    title: str | None
    authors: tuple[str, ...]


def find_clippings(lines: Sequence[Line], citations: Sequence[Citation]) -> list[Clipping]:
    """The clippings with enough words, in reading order; `citations` in order and at least one."""
    if _stand_below(lines, citations):
        starts = [0, *(citation.last + 1 for citation in citations[:-1])]
        stretches = [(start, citation.first) for start, citation in zip(starts, citations, strict=True)]
    else:
        around = _stand_within(lines, citations)
        starts = [first_headline(lines, each.first) if around else each.first for each in citations]
        stretches = list(pairwise([*starts, len(lines)]))
    found = (_clipping(lines, each, *stretch) for each, stretch in zip(citations, stretches, strict=True))
    return [clipping for clipping in found if clipping is not None]


def _clipping(lines: Sequence[Line], citation: Citation, first: int, end: int) -> Clipping | None:
    while end > first and is_edge(lines[end - 1].text):
        end -= 1
    if first == citation.first:
        first = citation.last + 1
    while first < end and is_edge(lines[first].text):
        first += 1
    labels = _labels(lines, citation, first, end)
    own = [lines[number].text for number in range(first, end) if number not in labels]
    if sum(len(line.split()) for line in own) < _FEWEST_WORDS:
        return None
    opening = [line for line in own if line][: _MOST_HEADLINE_LINES + 1]
    labelled = [lines[number].text for number in labels]
    return Clipping(citation, first, end, tuple(labels), _title(opening), _authors([*labelled, *opening]))


def _labels(lines: Sequence[Line], citation: Citation, first: int, end: int) -> list[int]:
    """The lines at the top of an article that are none of its words: those of its source, and what archives write."""
    labels = []
    for number in range(first, end):
        line = lines[number].text
        if citation.first <= number <= citation.last or (line and (is_edge(line) or _BYLINE_LABEL.fullmatch(line))):
            labels.append(number)
        elif line and not is_headline(line) and number > citation.last:
            break
    return labels


def _stand_below(lines: Sequence[Line], citations: Sequence[Citation]) -> bool:
    """Whether each clipping is followed by where it is from: nothing stands below the last of them."""
    below = lines[citations[-1].last + 1 :]
    above = sum(len(line.text.split()) for line in lines[: citations[0].first])
    return all(is_edge(line.text) for line in below) and above >= _FEWEST_WORDS


def _stand_within(lines: Sequence[Line], citations: Sequence[Citation]) -> bool:
    """Whether headlines stand above the lines that say where a clipping is from, and its words below them."""
    within = sum(
        first_headline(lines, each.first) < each.first and not _headline_below(lines, each.last) for each in citations
    )
    return 2 * within > len(citations)


def _headline_below(lines: Sequence[Line], last: int) -> bool:
    below = (line.text for line in lines[last + 1 :])
    return is_headline(next((line for line in below if not (is_edge(line) or is_byline(line))), ""))


def first_headline(lines: Sequence[Line], below: int) -> int:
    """The first of the headlines right above line `below`, at most a blank line between; `below` without any."""
    number = below - 1 if below and not lines[below - 1].text else below
    first = below
    while number > 0 and below - number <= _MOST_HEADLINE_LINES and is_headline(lines[number - 1].text):
        number -= 1
        first = number
    return first


def is_headline(line: str) -> bool:
    """Whether a line may be one: short, and no sentence; also a byline."""
    words = line.split()
    if not words or len(words) > _MOST_HEADLINE_WORDS or is_edge(line):
        return False
    return line.isupper() or is_byline(line) or _HEADLINE_LABEL.match(line) is not None or line[-1] not in '.,;:!”"'


def is_edge(line: str) -> bool:
    """Whether a line at the edge of an article is none of its words: blank, a rule, or what an archive writes there."""
    return not line or any(pattern.fullmatch(line) for pattern in (_RULE, _LABEL)) or is_rule_above_fields(line)


def _title(opening: Sequence[str]) -> str | None:
    for line in opening:
        if _HEADLINE_LABEL.match(line):
            return _HEADLINE_LABEL.sub("", line, count=1)
    first = opening[0]
    return " ".join(first.strip("#* ").split()) if is_headline(first) and not is_byline(first) else None


def _authors(opening: Sequence[str]) -> tuple[str, ...]:
    labelled = (f"By {match['names']}" for line in opening if (match := _BYLINE_LABEL.fullmatch(line)))
    return next(filter(None, map(read_byline, [*labelled, *opening])), ())
