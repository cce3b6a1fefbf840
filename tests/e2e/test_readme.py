"""The commands that the README shows, run as they stand there, over the sample dossier."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("  #")[0].strip()
    for block in re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.startswith("flori ")
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "index"


def test_the_readme_shows_commands() -> None:
    assert [command.split()[1] for command in COMMANDS] == ["index", "inspect", "search", "status", "verify", "config"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_does_what_it_says(command: str, index: Path) -> None:
    words = shlex.split(command)[1:]
    arguments = [str(path) for word in words for path in (sorted(ROOT.glob(word)) if "*" in word else [word])]
    done = subprocess.run(
        [sys.executable, "-c", "from indexer.cli import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "FLORI_INDEX": str(index)},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or arguments[0] == "index"


def test_every_page_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
