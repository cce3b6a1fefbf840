"""A corpus in two editions: files that stay, files that change, and files that come or go."""

from __future__ import annotations

from pathlib import Path

from tests.reliability.indexes import Contents, Dossier, contents, dossier_in

EDITIONS = ("red", "blue")
_FILES = 16


def write_edition(dossier: Dossier, edition: str) -> None:
    """Turn the corpus into one of EDITIONS."""
    for number in range(_FILES):
        words = f"The ferry {edition if number % 3 == 0 else 'always'} sails, said number {number}. " * (number + 1)
        dossier.write(f"{number}.txt", f"Report {number}\n\n{words}")
    for other in EDITIONS:
        (dossier.corpus / f"only in {other}.txt").unlink(missing_ok=True)
    dossier.write(f"only in {edition}.txt", f"The ferry is {edition}.")


def fresh_indexes(folder: Path, engine: str) -> dict[str, Dossier]:
    """A fresh index of each edition."""
    made = {}
    for edition in EDITIONS:
        made[edition] = dossier_in(folder / edition, engine)
        write_edition(made[edition], edition)
        made[edition].index()
    return made


def states_of(fresh: dict[str, Dossier]) -> dict[str, Contents]:
    """What the index of each edition holds."""
    return {edition: contents(dossier.settings) for edition, dossier in fresh.items()}
