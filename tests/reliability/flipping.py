"""Single bits flipped in the files of an index, each put back again: does `flori verify` notice every one of them?"""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.upkeep.verification import verify_files
from search.catalog import open_catalog
from search.engines import open_engine
from search.errors import OperatorError
from search.settings import Settings
from tests.reliability.indexes import Contents, Dossier, contents, faults

NOT_READ = ("writer.lock", "roots.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock")
"""Files that no search needs: locks, a copy of what the catalog knows, and what tantivy may delete."""


@dataclass
class Flips:
    """How many bits were flipped in how many files. `missed`: where the index then was another, and nothing said so."""

    files: int
    tried: int
    noticed: int
    missed: list[str]

    def __str__(self) -> str:
        return f"{self.tried} bits flipped in {self.files} files: {self.noticed} noticed, {len(self.missed)} missed"


def files_of(dossier: Dossier) -> list[Path]:
    """All files that searches read, but for the catalog."""
    found = (path for path in dossier.settings.index.rglob("*") if path.is_file())
    return sorted(path for path in found if path.name not in NOT_READ and "catalog" not in path.name)


def one_bit_flipped(content: bytes, chance: random.Random) -> bytes:
    """The content with another value in one bit somewhere."""
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def flip_bits(dossier: Dossier, in_each_file: int, in_the_catalog: int, seed: int) -> Flips:
    """Flip so many bits, one at a time. In the catalog, bits of pages that hold nothing may go unnoticed."""
    chance = random.Random(seed)
    right = _checked_contents(dossier.settings)
    catalog = dossier.settings.index / "catalog.sqlite"
    flips = Flips(0, 0, 0, [])
    for path in (*files_of(dossier), catalog):
        flips.files += 1
        content = path.read_bytes()
        for _ in range(in_the_catalog if path == catalog else in_each_file):
            flips.tried += 1
            path.write_bytes(one_bit_flipped(content, chance))
            if _is_noticed(dossier.settings):
                flips.noticed += 1
            elif path != catalog or not _holds(dossier.settings, right):
                flips.missed.append(str(path))
        path.write_bytes(content)
    return flips


def _checked_contents(settings: Settings) -> Contents:
    """What the index holds, but for what has no checksums: lists that the next run makes anew."""
    return {name: value for name, value in contents(settings).items() if name not in {"copies", "failures"}}


def _holds(settings: Settings, right: Contents) -> bool:
    try:
        return _checked_contents(settings) == right
    except OperatorError:
        return False


def _is_noticed(settings: Settings) -> bool:
    """Whether `flori verify` says that the files are not as they were written, or that it cannot read them."""
    try:
        with closing(open_catalog(settings.catalog_address)) as catalog, closing(open_engine(settings)) as engine:
            verify_files(catalog, engine)
            return bool(faults(settings))
    except OperatorError:
        return True
