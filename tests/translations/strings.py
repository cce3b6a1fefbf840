"""Collects every string that the interface says, from the code of `search` and `web` and from the templates."""

from __future__ import annotations

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from tests.places import ROOT

PACKAGES = ("search", "web")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
TEMPLATE_OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "Message": None, "Plural": (1, 2)}
"""The calls whose arguments are said to a reader: `Message` and `Plural` keep them until the language is known."""


def collected() -> Catalog:
    """All strings with where they are said, in the order of files and lines."""
    catalog = Catalog(project="Florilegium", charset="utf-8")
    for package in PACKAGES:
        found = extract_from_dir(
            ROOT / package, METHODS, {"**/templates/**.html": TEMPLATE_OPTIONS}, keywords=KEYWORDS, comment_tags=()
        )
        for path, _, message, _, context in sorted(found, key=lambda one: (one[0], one[1])):
            catalog.add(message, locations=[(f"{package}/{path}", 0)], context=context)
    return catalog
