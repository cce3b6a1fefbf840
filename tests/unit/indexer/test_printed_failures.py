"""How what could not be read is named at the end of a run."""

from __future__ import annotations

import pytest

from indexer.cli.output import print_failures
from search.sources import ReadFailure


def test_a_reason_that_several_files_share_is_printed_once_above_their_paths(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_failures(
        [
            ReadFailure("a.jpg", "nothing here reads this format"),
            ReadFailure("b.pdf", "it is encrypted"),
            ReadFailure("c.jpg", "nothing here reads this format"),
        ]
    )
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "Could not be read, 2 files: nothing here reads this format",
        "  a.jpg",
        "  c.jpg",
        "Could not be read: b.pdf: it is encrypted",
    ]
