"""`flori index`: bring the index up to date with the corpus, once or whenever it changes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.cli.output import format_option, messages, print_failures, print_json, print_messages, print_results
from indexer.run.interrupts import sigterm_as_interrupt
from indexer.run.progress import reporting
from indexer.run.summary import RunSummary, alike_lines, noted_lines, summary_headline, summary_json, summary_table
from indexer.run.sync import RunRequest, synchronize
from indexer.run.workers import default_workers
from search.errors import OperatorError
from search.settings import Settings

_SOME_UNREADABLE = 1
_NOTHING_DONE = 2


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
    request = RunRequest(named=paths, forgotten=forgotten, rebuild=rebuild, workers=workers)
    with sigterm_as_interrupt():
        summary = _run(settings, request, output_format)
        if watch:
            summary = _watch(settings, summary, RunRequest(workers=workers), output_format)
    sys.exit(_exit_code(summary))


def _run(settings: Settings, request: RunRequest, output_format: str, *, only_changes: bool = False) -> RunSummary:
    """One run, with its progress and summary printed; with `only_changes`, the summary only if it changed anything."""
    with reporting(messages()) as reporter:
        summary = synchronize(settings, request, reporter)
    if summary.committed or not only_changes:
        _print(summary, output_format)
    return summary


def _print(summary: RunSummary, output_format: str) -> None:
    print_messages(summary.notes)
    if output_format == "json":
        print_json(summary_json(summary))
    else:
        print_results(summary_headline(summary), summary_table(summary))
    if summary.committed:
        print_messages(alike_lines(summary.alike))
        print_messages(noted_lines(summary.noted))
    print_failures(summary.failures)


def _watch(settings: Settings, latest: RunSummary, request: RunRequest, output_format: str) -> RunSummary:
    """Run after each change, until interrupted; the summary of the last run."""
    from indexer.corpus.watching import watch_corpus  # what it loads, a single run does not need

    def update() -> bool:
        nonlocal latest
        try:
            latest = _run(settings, request, output_format, only_changes=True)
        except OperatorError as error:
            print_messages([f"{error} Trying again in a few seconds."])
            return False
        return True

    print_messages(["Watching for changes; press Ctrl-C to stop."])
    try:
        watch_corpus(latest.roots, update)
    except KeyboardInterrupt:
        print_messages(["Stopped watching."])
    return latest


def _exit_code(summary: RunSummary) -> int:
    if not summary.failures:
        return 0
    return _SOME_UNREADABLE if summary.index.sources else _NOTHING_DONE
