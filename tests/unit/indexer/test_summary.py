"""What a run says of itself."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from indexer.run.summary import RunSummary, summary_headline, summary_json, summary_table
from search.catalog import ReadFailure
from search.results import IndexSummary

INDEX = IndexSummary(
    generation=7,
    indexed_at="2014-05-03T10:00:00+00:00",
    sources=3,
    documents=1200,
    passages=4000,
    undated=12,
    kinds=(("letter", 1000), ("news article", 200)),
    first_date="2014-01-01",
    last_date="2014-12-31",
)


def summary(*, committed: bool = True, failures: tuple[ReadFailure, ...] = ()) -> RunSummary:
    return RunSummary(
        committed=committed,
        files_found=5,
        files_read=4,
        added=2,
        changed=1,
        removed=1,
        failures=failures,
        notes=("A note.",),
        roots=(Path("/corpus"),),
        index=INDEX,
        took_s=1.23456,
    )


def rows(run: RunSummary) -> dict[str, str]:
    """The rows of the table, as a person reads them."""
    console = Console(width=80)
    with console.capture() as capture:
        console.print(summary_table(run))
    cells = [line.strip("│").split("│") for line in capture.get().splitlines() if line.startswith("│")]
    return {label.strip(): value.strip() for label, value in cells}


def test_the_table_tells_documents_by_kind_passages_and_what_could_not_be_read() -> None:
    shown = rows(summary(failures=(ReadFailure("/corpus/a.txt", "it is binary"),)))
    assert shown["documents"] == "1,200"
    assert shown["letter"] == "1,000"
    assert shown["undated"] == "12"
    assert shown["passages"] == "4,000"
    assert shown["could not be read"] == "1"


def test_the_headline_says_whether_anything_changed() -> None:
    assert summary_headline(summary()) == "Indexed in 1.2 s, generation 7"
    assert summary_headline(summary(committed=False)) == "Nothing changed (1.2 s)"


def test_the_json_has_the_same_figures_and_the_reasons() -> None:
    assert summary_json(summary(failures=(ReadFailure("/corpus/a.txt", "it is binary"),))) == {
        "committed": True,
        "generation": 7,
        "files": {"found": 5, "read": 4},
        "sources": {"total": 3, "added": 2, "changed": 1, "removed": 1},
        "documents": {"total": 1200, "kinds": {"letter": 1000, "news article": 200}, "undated": 12},
        "passages": 4000,
        "failures": [{"path": "/corpus/a.txt", "reason": "it is binary"}],
        "notes": ["A note."],
        "alike_sources": [],
        "source_notes": [],
        "took_s": 1.235,
    }
