"""What an indexing run did and what the index holds after it: as a table, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from search.catalog import AlikeSources, NotedSource
from search.results import IndexSummary
from search.source_notes import note_message
from search.sources import ReadFailure

_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run.

    `committed`: whether searches see a new state. `files_found`: files that the run covered; `files_read` of them
    were new or looked changed. `added`, `changed`, `removed` count sources. `failures`: what could not be read, by
    path. `roots`: the folders and files that the index holds. `index`: all that is in the index now. `alike`: sources
    in it that are nearly the same. `noted`: sources in it with notes on how they were read.
    """

    committed: bool
    files_found: int
    files_read: int
    added: int
    changed: int
    removed: int
    failures: tuple[ReadFailure, ...]
    notes: tuple[str, ...]
    roots: tuple[Path, ...]
    index: IndexSummary
    took_s: float
    alike: tuple[AlikeSources, ...] = ()
    noted: tuple[NotedSource, ...] = ()


def summary_json(summary: RunSummary) -> dict[str, object]:
    """The summary for programs."""
    index = summary.index
    return {
        "committed": summary.committed,
        "generation": index.generation,
        "files": {"found": summary.files_found, "read": summary.files_read},
        "sources": {
            "total": index.sources,
            "added": summary.added,
            "changed": summary.changed,
            "removed": summary.removed,
        },
        "documents": {"total": index.documents, "kinds": dict(index.kinds), "undated": index.undated},
        "passages": index.passages,
        "failures": [{"path": failure.path, "reason": failure.reason} for failure in summary.failures],
        "alike_sources": alike_json(summary.alike),
        "source_notes": noted_json(summary.noted),
        "notes": list(summary.notes),
        "took_s": round(summary.took_s, 3),
    }


def summary_table(summary: RunSummary) -> Table:
    """The summary for a person: what was done, and what is in the index."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("files", f"{summary.files_found:,}")
    table.add_row("  of them opened", f"{summary.files_read:,}")
    table.add_row("  could not be read", f"{len(summary.failures):,}")
    for label, count in (("added", summary.added), ("changed", summary.changed), ("removed", summary.removed)):
        table.add_row(f"sources {label}", f"{count:,}")
    table.add_section()
    add_index_rows(table, summary.index)
    return table


def add_index_rows(table: Table, index: IndexSummary) -> None:
    """Rows for what the index holds."""
    table.add_row("sources in the index", f"{index.sources:,}")
    table.add_row("documents", f"{index.documents:,}")
    for kind, count in index.kinds:
        table.add_row(f"  {kind}", f"{count:,}")
    table.add_row("  undated", f"{index.undated:,}")
    table.add_row("passages", f"{index.passages:,}")


def summary_headline(summary: RunSummary) -> str:
    """What came of the run, in a line."""
    if not summary.committed:
        return f"Nothing changed ({summary.took_s:.1f} s)"
    return f"Indexed in {summary.took_s:.1f} s, generation {summary.index.generation}"


def alike_json(pairs: Iterable[AlikeSources]) -> list[dict[str, object]]:
    """Pairs of sources that are nearly the same, for programs."""
    return [{"sources": [pair.name, pair.other_name], "share": round(pair.share, 3)} for pair in pairs]


def alike_lines(pairs: Sequence[AlikeSources]) -> list[str]:
    """The pairs for a person, a line each; of many, the first and how many more there are."""
    lines = [f"Nearly the same: {pair}. Copies fold in results; take one out if it adds nothing." for pair in pairs]
    return _first_of(lines, "further pairs are nearly the same")


def noted_json(noted: Iterable[NotedSource]) -> list[dict[str, object]]:
    """Sources with the notes on how they were read, for programs."""
    return [{"source": one.name, "notes": [str(note_message(note)) for note in one.notes]} for one in noted]


def noted_lines(noted: Sequence[NotedSource]) -> list[str]:
    """The notes for a person, a line for each source; of many, the first and how many more there are."""
    lines = [f"{one.name}: {' '.join(map(note_message, one.notes))}" for one in noted]
    return _first_of(lines, "further sources have such notes")


def _first_of(lines: list[str], others: str) -> list[str]:
    """The lines; of many, the first and how many others there are."""
    unsaid = len(lines) - _MOST_LINES
    if unsaid <= 0:
        return lines
    return [*lines[:_MOST_LINES], f"{unsaid:,} {others}; `flori status --format json` has all."]
