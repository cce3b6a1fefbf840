"""The objects that an HTML page describes in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from lxml.html import HtmlElement


def linked_objects(root: HtmlElement, parts: Collection[str]) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects of the page's scripts in their order, and those under the keys `parts` of each.

    A script that is no JSON is passed over.
    """
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, parts)


def linked_types(linked: Mapping[str, object]) -> frozenset[str]:
    """The types of an object; one may have several."""
    types = linked.get("@type")
    return frozenset(str(each) for each in (types if isinstance(types, list) else [types]))


def _objects(value: object, parts: Collection[str]) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, parts)
    elif isinstance(value, dict):
        yield value
        for part in parts:
            yield from _objects(value.get(part), parts)
