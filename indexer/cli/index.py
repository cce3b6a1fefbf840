"""`flori index`: bring the index up to date with the corpus, once or whenever it changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from indexer.cli.output import format_option
from indexer.run.interrupts import sigterm_as_interrupt
from indexer.run.reading_processes import default_workers, load_ahead
from search.settings import Settings


@click.command("index")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help="Read everything again; searches see the old state until that is done.")
@click.option("--watch", is_flag=True, help="Stay, and index what changes, until stopped.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=default_workers,
    show_default="processors, at most 4",
    help="Processes that read files.",
)
@click.option(
    "--forget",
    "forgotten",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Take a folder that was indexed before out of the index. May be repeated.",
)
@format_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    paths: tuple[Path, ...],
    rebuild: bool,
    watch: bool,
    workers: int,
    forgotten: tuple[Path, ...],
    output_format: str,
) -> None:
    """Index what is new or has changed, and take out what is gone.

    Each PATH is a folder or a file. A new one is added to those that the index remembers; one inside a folder that
    the index remembers limits the run to it. Without PATH, all that is remembered is brought up to date; where that
    is nothing, the configured corpus is indexed.
    """
    with sigterm_as_interrupt():
        if not os.access(settings.index, os.F_OK):
            load_ahead(workers, paths or settings.corpus)
        # Catalog and engine take a second to load, in which the processes that read can load what is theirs.
        from indexer.cli.indexing import exit_code, run, watch_on
        from indexer.run.sync import RunRequest

        request = RunRequest(named=paths, forgotten=forgotten, rebuild=rebuild, workers=workers)
        summary = run(settings, request, output_format)
        if watch:
            summary = watch_on(settings, summary, RunRequest(workers=workers), output_format)
    sys.exit(exit_code(summary))
