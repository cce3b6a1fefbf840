"""`make lighthouse`: serves the sample dossier, measures its pages, and fails where one falls short of its aims."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from urllib.request import urlopen

from tests.browser.chromium import chromium_path
from tests.browser.sample import sample_app
from tests.browser.serving import serving

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / ".build" / "lighthouse"
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
AIMS: Mapping[str, int] = MappingProxyType({"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100})
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
SEARCH = "/?q=bucket+AND+leak"


def main() -> int:
    """Measure every page; 1 where one falls short."""
    install()
    REPORTS.mkdir(parents=True, exist_ok=True)
    short = False
    with server() as address:
        for name, path in pages(address).items():
            scores = measured(name, address + path)
            short = short or any(scores[aim] < least for aim, least in AIMS.items())
            print(f"{name:10}", *(f"{aim} {scores[aim]}" for aim in AIMS))
    print(f"Reports: {REPORTS}")
    return int(short)


def install() -> None:
    """Fetch Lighthouse where it is not there yet."""
    if not PROGRAM.is_file():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--loglevel=error"], cwd=HERE, check=True)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server over the sample dossier."""
    with tempfile.TemporaryDirectory() as folder, sample_app(Path(folder)) as app, serving(app) as address:
        yield address


def pages(address: str) -> dict[str, str]:
    """The start page, a page of results, and the first document found."""
    with urlopen(f"{address}/api/v1/search?q=bucket+AND+leak&group=document") as answer:
        found = json.load(answer)
    return {"start": "/", "results": SEARCH, "document": found["hits"][0]["document"]["url"]}


def measured(name: str, url: str) -> dict[str, int]:
    """The scores of a page, 0 to 100, by category; its report is kept."""
    report = REPORTS / name
    subprocess.run(
        [
            *("node", str(PROGRAM), url, "--quiet", f"--chrome-flags={FLAGS}"),
            *(f"--only-categories={','.join(AIMS)}", "--output=json", "--output=html", f"--output-path={report}"),
        ],
        env=os.environ | {"CHROME_PATH": chromium_path()},
        check=True,
    )
    categories = json.loads(report.with_suffix(".report.json").read_text(encoding="utf-8"))["categories"]
    return {aim: round(categories[aim]["score"] * 100) for aim in AIMS}


if __name__ == "__main__":
    sys.exit(main())
