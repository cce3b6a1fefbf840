"""`make gallery`: pictures every page in every state into `.build/gallery`, and a few of them for the documentation.

Three widths, light and dark, the whole length of the page; over the sample dossier, so that they differ only where
the pages do. `docs/gallery` and `docs/screenshot.png` are written anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from tests.browser.chromium import running_chromium
from tests.browser.sample import sample_app
from tests.browser.serving import serving
from tests.browser.states import STATES
from tests.browser.visit import Visit
from tests.places import ROOT

PICTURES = ROOT / ".build" / "gallery"
DOCUMENTATION = ROOT / "docs" / "gallery"
SCREENSHOT = ROOT / "docs" / "screenshot.png"
WIDTHS = (390, 768, 1280)
HEIGHT = 900
SCHEMES = ("light", "dark")
MOST_HEIGHT = 1600
"""Longer pages are cut here: below, they go on alike."""
KEPT = (
    *("start-1280-light", "results-1280-dark", "results-restricted-390-dark"),
    *("document-1280-light", "document-390-dark", "exchange-1280-light", "source-1280-light", "nothing-1280-light"),
    *("suggestions-768-dark", "german-results-390-light"),
)


def main(names: list[str]) -> None:
    """Picture the states named, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sample_app(Path(folder)) as app, serving(app) as address:
        for width in WIDTHS:
            for scheme in SCHEMES:
                take(address, width, scheme, names or list(STATES))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures: {PICTURES}")
    if not names:
        keep()


def take(address: str, width: int, scheme: str, names: list[str]) -> None:
    """One picture of each state at one width in one scheme."""
    with running_chromium() as browser:
        for name in names:
            picture(browser, address, width, scheme, name)


def picture(browser: Browser, address: str, width: int, scheme: str, name: str) -> None:
    """One state in a window of its own."""
    window: ViewportSize = {"width": width, "height": HEIGHT}
    page = browser.new_page(viewport=window, color_scheme="dark" if scheme == "dark" else "light")
    STATES[name](Visit(page, address))
    page.evaluate("scrollTo(0, 0)")
    height = min(page.evaluate("document.documentElement.scrollHeight"), MOST_HEIGHT)
    page.set_viewport_size({"width": width, "height": max(height, HEIGHT)})
    page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
    if (name, width, scheme) == ("results", WIDTHS[-1], "light"):
        page.set_viewport_size(window)
        page.screenshot(path=PICTURES / "screenshot.png")
    page.close()


def keep() -> None:
    """Copy the pictures that the documentation shows."""
    DOCUMENTATION.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copyfile(PICTURES / f"{name}.png", DOCUMENTATION / f"{name}.png")
    shutil.copyfile(PICTURES / "screenshot.png", SCREENSHOT)


if __name__ == "__main__":
    main(sys.argv[1:])
