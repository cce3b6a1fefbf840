"""Runs that go on for ever over the same dossier: the index folder stays near the size of a fresh build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reliability.indexes import EMBEDDED, Dossier, contents, dossier_in, folder_bytes

RUNS = 12
FILES = 24
MOST_GROWTH = 1.5
"""The index folder after any number of runs, for each byte of a fresh build's."""


def write_edition(dossier: Dossier, edition: int) -> None:
    """Every third file with other words, another third in each edition; and one that no other edition has."""
    for number in range(FILES):
        if edition == 0 or number % 3 == edition % 3:
            sentence = f"The ferry of number {number} sails as in edition {edition}. "
            dossier.write(f"{number}.txt", f"Report {number}\n\n{sentence * (1 + number)}")
    (dossier.corpus / "only.txt").unlink(missing_ok=True)
    dossier.write("only.txt", f"Only edition {edition} tells of this ferry.")


def grown(dossier: Dossier, runs: int, *, rebuild: bool = False) -> float:
    """Index one edition after another; what the folder takes at the end, for each byte of a fresh build's."""
    write_edition(dossier, 0)
    dossier.index()
    for edition in range(1, runs + 1):
        write_edition(dossier, edition)
        dossier.index(rebuild=rebuild)
    fresh = dossier_in(dossier.corpus.parent / "fresh", dossier.settings.engine)
    shutil.copytree(dossier.corpus, fresh.corpus, dirs_exist_ok=True)
    fresh.index()
    assert contents(dossier.settings) == contents(fresh.settings)
    return folder_bytes(dossier.settings.index) / folder_bytes(fresh.settings.index)


@pytest.mark.parametrize("engine", EMBEDDED)
def test_indexing_again_and_again_keeps_the_folder_near_the_size_of_a_fresh_build(tmp_path: Path, engine: str) -> None:
    assert grown(dossier_in(tmp_path, engine), RUNS) < MOST_GROWTH


def test_rebuilding_does_not_leave_the_state_before_in_the_folder(tmp_path: Path) -> None:
    assert grown(dossier_in(tmp_path), 2, rebuild=True) < MOST_GROWTH
