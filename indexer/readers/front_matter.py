"""Front matter: the YAML between two lines `---` at the top of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from indexer.readers.base import UnreadableError

_FRONT_MATTER = re.compile(
    r"\s*---[^\S\n]*\n(?P<lines>(?:(?!---[^\S\n]*$)[^\n]*\n)*)---[^\S\n]*(?:\n|\Z)", re.MULTILINE
)
# PyYAML takes time by the square of how many brackets are open at once; nobody writes as many as this.
_MOST_DEPTH = 20
_NAME = re.compile(r"[A-Za-z][\w -]*")
_FIELD_LINE = re.compile(rf"{_NAME.pattern}\s*:(?:\s.*)?|[\s#-].*|")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`fields`: names in lower case, each with what YAML has for it, every scalar as text. `end`: where words begin."""

    fields: Mapping[str, object]
    end: int


def parse_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` begins with, or None.

    A rule of dashes at the top of a text is none: between it and the next there must be fields with names and nothing
    else. Raises UnreadableError where that is so and it is no YAML.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or _depth(match["lines"]) > _MOST_DEPTH:
        return None
    try:
        # The base loader makes nothing but texts, lists and tables, so that `2015-05` stays what was typed.
        fields = yaml.load(match["lines"], Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        if not all(_FIELD_LINE.fullmatch(line) for line in match["lines"].splitlines()):
            return None
        raise UnreadableError(_fault(text[: match.start("lines")], error)) from error
    except (yaml.reader.ReaderError, RecursionError):
        return None  # characters that YAML does not allow, or lists in lists without end: then these are words
    if not isinstance(fields, dict) or not all(_NAME.fullmatch(str(name)) for name in fields):
        return None
    return FrontMatter({name.lower(): value for name, value in fields.items()}, match.end()) if fields else None


def _depth(lines: str) -> int:
    """How many brackets are open at once, at most, wherever they stand."""
    deepest = depth = 0
    for character in lines:
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest


def _fault(before: str, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    where = f"line {before.count(chr(10)) + mark.line + 1}, in its front matter," if mark else "its front matter"
    return f"{where} is no YAML ({error.problem}); put a value that has a colon or a bracket in it into quotes"
