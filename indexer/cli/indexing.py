"""What `flori index` does: a run, or one after each change, with progress and summary printed."""

from __future__ import annotations

from indexer.cli.output import messages, print_failures, print_json, print_messages, print_results
from indexer.run.progress import reporting
from indexer.run.summary import RunSummary, alike_lines, noted_lines, summary_headline, summary_json, summary_table
from indexer.run.sync import RunRequest, synchronize
from search.errors import OperatorError
from search.settings import Settings

_SOME_UNREADABLE = 1
_NOTHING_DONE = 2


def run(settings: Settings, request: RunRequest, output_format: str, *, only_changes: bool = False) -> RunSummary:
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


def watch_on(settings: Settings, latest: RunSummary, request: RunRequest, output_format: str) -> RunSummary:
    """Run after each change, until interrupted; the summary of the last run."""
    from indexer.corpus.watching import watch_corpus  # what it loads, a single run does not need

    def update() -> bool:
        nonlocal latest
        try:
            latest = run(settings, request, output_format, only_changes=True)
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


def exit_code(summary: RunSummary) -> int:
    """0 where all was done, 1 where some files could not be read, 2 where nothing is in the index."""
    if not summary.failures:
        return 0
    return _SOME_UNREADABLE if summary.index.sources else _NOTHING_DONE
