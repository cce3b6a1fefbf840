"""Front matter: the simple `key: value` lines between two `---` lines at the top of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT_MATTER = re.compile(
    r"\s*---[^\S\n]*\n(?P<lines>(?:(?!---[^\S\n]*$)[^\n]*\n)*)---[^\S\n]*(?:\n|\Z)", re.MULTILINE
)
_FIELD = re.compile(r"(?P<name>[A-Za-z](?:[\w -]*[\w-])?)\s*:(?:\s+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`fields`: names in lower case, each with its text or its list of texts. `end`: where the words begin."""

    fields: dict[str, str | list[str]]
    end: int


def parse_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` begins with, or None; lines of YAML beyond strings and flat lists are ignored.

    A rule of dashes at the top of a text is none: between it and the next there must be a field and nothing
    that is neither field, list item, comment nor blank.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    fields: dict[str, str | list[str]] = {}
    name = ""
    for line in match["lines"].splitlines():
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if field:
            name = field["name"].lower()
            fields[name] = _value(field["value"] or "")
        elif item and name:
            items = fields[name]
            fields[name] = [*(items if isinstance(items, list) else []), _unquoted(item["value"])]
        elif line.strip() and not line.startswith(("#", " ", "\t")):
            return None
    return FrontMatter(fields=fields, end=match.end()) if fields else None


def _value(written: str) -> str | list[str]:
    stripped = written.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        return [_unquoted(item) for item in stripped[1:-1].split(",") if item.strip()]
    return _unquoted(stripped)


def _unquoted(written: str) -> str:
    stripped = written.strip()
    quoted = len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'"
    return stripped[1:-1] if quoted else stripped
