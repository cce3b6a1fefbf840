"""`flori eval-segmentation`: how well files are cut into documents."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from indexer.cli.output import format_option, print_json, print_results
from indexer.evaluation.measuring import SegmentationScore, score_source, total
from indexer.evaluation.truth import read_truth

_COLUMNS = ("file", "documents", "precision", "recall", "authors", "dates", "with others' words", "furniture left in")


@click.command("eval-segmentation")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@format_option
def command(*, folder: Path, output_format: str) -> None:
    """Measure how well the files in DIR are cut into documents.

    What is true of them stands in DIR as *_truth.json, a list of {"file", "posts": [{"author", "date", "start"}]},
    where start is the words that a document begins with. Precision and recall are of these beginnings; documents
    quoted in others are left out. Furniture left in is the share of the words of documents that stand in lines which
    the page repeats beside at least half of its posts (labels, buttons). Changes nothing.
    """
    scores = {str(true.path.relative_to(folder)): score_source(true) for true in read_truth(folder)}
    together = total(scores.values())
    if output_format == "json":
        print_json({"files": {name: _shares(score) for name, score in scores.items()}, "total": _shares(together)})
        return
    table = Table(*_COLUMNS)
    for name, score in scores.items():
        table.add_row(name, *_cells(score))
    table.add_section()
    table.add_row("total", *_cells(together))
    print_results(table)


def _shares(score: SegmentationScore) -> dict[str, object]:
    return asdict(score) | {"precision": round(score.precision, 4), "recall": round(score.recall, 4)}


def _cells(score: SegmentationScore) -> tuple[str, ...]:
    return (
        f"{score.found} of {score.expected}",
        f"{score.precision:.1%}",
        f"{score.recall:.1%}",
        _share(score.authors_right, score.expected),
        _share(score.dates_right, score.expected),
        _share(score.spilled, score.found),
        _share(score.furniture_words, score.words),
    )


def _share(count: int, of: int) -> str:
    return f"{count / of:.1%}" if of else "–"
