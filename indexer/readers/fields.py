"""The fields of records and front matter, under whatever name, as metadata with the keys of this project."""

from __future__ import annotations

import json
from collections.abc import Mapping

# Each key of `StructuredText.metadata` with the names under which it is met.
_NAMES = {
    "title": ("title",),
    "author": ("author",),
    "authors": ("authors",),
    "recipient": ("recipient", "to"),
    "recipients": ("recipients",),
    "signatory": ("signatory",),
    "signatories": ("signatories",),
    "date": ("date",),
    "kind": ("kind", "type"),
    "thread": ("thread",),
    "url": ("url",),
    "site": ("site",),
    "retrieved": ("retrieved",),
}
_PLURALS = {"author": "authors", "recipient": "recipients", "signatory": "signatories"}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}


def metadata_of(fields: Mapping[str, object]) -> dict[str, str]:
    """The known fields as metadata; unknown and empty ones are left out, lists are written as JSON.

    A list under the singular name (`author: [A, B]`) goes to the plural key, one name under the plural to the
    singular.
    """
    metadata: dict[str, str] = {}
    for key, names in _NAMES.items():
        value = _first_of(names, fields)
        if isinstance(value, list):
            items = [str(item).strip() for item in value if isinstance(item, str | int) and str(item).strip()]
            plural = _PLURALS.get(key, key)
            metadata |= {plural: json.dumps(items, ensure_ascii=False)} if items and plural in _SINGULARS else {}
        elif isinstance(value, str | int | float) and str(value).strip():
            metadata[_SINGULARS.get(key, key)] = str(value).strip()
    return metadata


def _first_of(names: tuple[str, ...], fields: Mapping[str, object]) -> object:
    """The first of the fields that holds anything."""
    for name in names:
        if value := fields.get(name):
            return value
    return None
