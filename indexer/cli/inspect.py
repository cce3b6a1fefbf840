"""`flori inspect`: how files are segmented."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from indexer.cli.output import format_option, print_failures, print_json, print_messages, print_results
from indexer.inspection.inspecting import (
    inspect_files,
    inspection_headline,
    inspection_json,
    inspection_notes,
    inspection_table,
)
from indexer.inspection.writing import write_correction
from search.sources import ReadFailure

_SOME_UNREADABLE = 1
_NOTHING_DONE = 2


@click.command("inspect")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write what was found into FILE.flori.toml, to be corrected there.")
@click.option("--force", is_flag=True, help="With --write: in the place of a FILE.flori.toml that is there.")
@format_option
def command(files: tuple[Path, ...], *, write: bool, force: bool, output_format: str) -> None:
    """Show which documents are found in a file.

    Changes nothing, but for --write. The table shows kind, title, people, date and how it is known, what was set by
    hand, and the first and last words; the JSON has the whole text, with offsets in code points.
    """
    if write:
        _write(files, force=force)
        return
    inspection = inspect_files(files)
    if output_format == "json":
        print_json(inspection_json(inspection.sources))
    else:
        for source in inspection.sources:
            shown = [inspection_table(source)] if source.drafts else []
            print_results(inspection_headline(source), *inspection_notes(source), *shown)
    print_failures(inspection.failures)
    _end(inspection.failures, is_anything_done=bool(inspection.sources))


def _write(files: tuple[Path, ...], *, force: bool) -> None:
    """Write a correction beside each file, and print where it is."""
    outcomes = [write_correction(file, force=force) for file in files]
    written = [outcome for outcome in outcomes if isinstance(outcome, Path)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, ReadFailure)]
    for path in written:
        click.echo(str(path))
    print_messages(f"Not written: {failure.path}: {failure.reason}" for failure in failures)
    _end(failures, is_anything_done=bool(written))


def _end(failures: Sequence[ReadFailure], *, is_anything_done: bool) -> None:
    if failures:
        sys.exit(_SOME_UNREADABLE if is_anything_done else _NOTHING_DONE)
