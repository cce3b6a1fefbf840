"""axe-core's judgement of the page that a tab shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = "([type, values]) => axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']})"


def accessibility_findings(page: Page) -> list[str]:
    """What axe-core finds wrong: the rule, and the element it is about. Empty where all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return _findings(page, "tag", RULES)


def colour_findings(page: Page) -> list[str]:
    """The same for colours alone, of a page that was judged before in others."""
    return _findings(page, "rule", COLOURS)


def _findings(page: Page, by: str, values: tuple[str, ...]) -> list[str]:
    found: dict[str, Any] = page.evaluate(_RUN, [by, list(values)])
    return [f"{one['id']}: {node['target']} {node['html']}" for one in found["violations"] for node in one["nodes"]]


@cache
def _axe() -> str:
    if not AXE.is_file():
        pytest.fail(f"{AXE} is missing; run `make setup-dev`.")
    return AXE.read_text(encoding="utf-8")
