"""Where tests find what they read, and where they put what they write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpus"
"""The sample dossier that the project ships."""
SHARED = Path(os.environ.get("FLORI_SHARED") or ROOT.parent / "shared")
"""Real material, which the project does not ship."""
SEEDS = SHARED / "seeds"
SAMPLES = SHARED / "samples"
_IN_MEMORY = Path("/dev/shm")


def needs(*folders: Path) -> pytest.MarkDecorator:
    """For tests on real material: skips them where it is not there."""
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    return pytest.mark.skipif(bool(missing), reason=f"there is no {' and no '.join(missing)}; set FLORI_SHARED")


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder for the time of a test, in memory where the system has one: hundreds of commits wait for the disk."""
    with TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder:
        yield Path(folder)
