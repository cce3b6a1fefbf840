"""`flori status`: what is in the index, and whether anybody is writing to it."""

from __future__ import annotations

import json

import click
from rich.table import Table

from indexer.cli.output import format_option, print_failures, print_json, print_messages, print_results
from indexer.run.lock import Holder, current_holder
from indexer.run.stores import ROOTS
from indexer.run.summary import add_index_rows, alike_json, alike_lines, noted_json, noted_lines
from indexer.upkeep.committed import committed_state
from search.results import IndexSummary
from search.settings import Settings
from search.sources import ReadFailure


@click.command("status")
@format_option
@click.pass_obj
def command(settings: Settings, *, output_format: str) -> None:
    """Show what is in the index.

    Also which folders it comes from, what could not be read, and who is writing to it.
    """
    with committed_state(settings) as reader:
        summary, failures, alike = reader.summary(), reader.failures(), reader.alike_sources()
        noted = reader.noted_sources()
        roots: list[str] = json.loads(reader.meta(ROOTS) or "[]")
    holder = current_holder(settings.index)
    if output_format == "json":
        status = _status_json(settings, settings.engine, summary, roots, failures, holder)
        print_json(status | {"alike_sources": alike_json(alike), "source_notes": noted_json(noted)})
        return
    print_results(_status_table(settings, settings.engine, summary, roots, holder))
    print_messages(alike_lines(alike))
    print_messages(noted_lines(noted))
    print_failures(failures)


def _status_json(
    settings: Settings,
    engine: str,
    summary: IndexSummary,
    roots: list[str],
    failures: tuple[ReadFailure, ...],
    holder: Holder | None,
) -> dict[str, object]:
    return {
        "index": str(settings.index),
        "engine": engine,
        "generation": summary.generation,
        "indexed_at": summary.indexed_at,
        "roots": roots,
        "sources": summary.sources,
        "documents": {"total": summary.documents, "kinds": dict(summary.kinds), "undated": summary.undated},
        "passages": summary.passages,
        "first_date": summary.first_date,
        "last_date": summary.last_date,
        "failures": [{"path": failure.path, "reason": failure.reason} for failure in failures],
        "writer": {"pid": holder.pid, "host": holder.host, "since": holder.since} if holder else None,
    }


def _status_table(
    settings: Settings, engine: str, summary: IndexSummary, roots: list[str], holder: Holder | None
) -> Table:
    table = Table(show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    table.add_row("index", str(settings.index))
    table.add_row("engine", engine)
    table.add_row("generation", f"{summary.generation}, of {summary.indexed_at or 'an unknown time'}")
    table.add_row("being written to", str(holder) if holder else "by nobody")
    table.add_row("from", "\n".join(roots))
    add_index_rows(table, summary)
    table.add_row("dates", f"{summary.first_date} to {summary.last_date}" if summary.first_date else "none")
    return table
