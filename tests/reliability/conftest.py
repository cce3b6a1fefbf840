"""A dossier to index, change and damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.indexes import Dossier
from tests.reliability.small_dossier import small_dossier_in


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Four files: a letter, a forum thread, a page, a bulk file with two records; not indexed yet."""
    return small_dossier_in(tmp_path)
