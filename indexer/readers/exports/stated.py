"""Values of decoded JSON as the types that are expected; another type counts as nothing stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def text_of(value: object) -> str:
    """The text, or the number as text, without white space at its ends; empty for anything else."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def object_of(value: object) -> Mapping[str, object]:
    """The object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def objects_in(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list, in order; none for anything else."""
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def unescaped(text: str) -> str:
    """The text with the three characters that Slack, Reddit and X escape as HTML does."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
