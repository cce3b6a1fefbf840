"""`flori inspect`: how files are segmented."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.cli.output import format_option, print_failures, print_json, print_results
from indexer.inspection import inspect_files, inspection_headline, inspection_json, inspection_table

_SOME_UNREADABLE = 1
_NOTHING_DONE = 2


@click.command("inspect")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@format_option
def command(files: tuple[Path, ...], *, output_format: str) -> None:
    """Show which documents are found in a file.

    Changes nothing. The table shows kind, title, people, date and how it is known, and the first and last words;
    the JSON has the whole text, with offsets in code points.
    """
    inspection = inspect_files(files)
    if output_format == "json":
        print_json(inspection_json(inspection.sources))
    else:
        for source in inspection.sources:
            print_results(inspection_headline(source), *([inspection_table(source)] if source.drafts else []))
    print_failures(inspection.failures)
    if inspection.failures:
        sys.exit(_SOME_UNREADABLE if inspection.sources else _NOTHING_DONE)
