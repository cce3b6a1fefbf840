"""`flori eval`: how well the engine ranks a collection with relevance judgements."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from indexer.cli.output import format_option, print_json
from search.evaluation import evaluate
from search.settings import Settings


@click.command("eval")
@click.argument("collection", metavar="DIR", type=click.Path(path_type=Path))
@format_option
@click.pass_obj
def command(settings: Settings, *, collection: Path, output_format: str) -> None:
    """Measure how well the engine ranks the test collection in DIR.

    DIR is laid out as BEIR's collections are: corpus.jsonl, queries.jsonl and qrels/test.tsv. The collection is
    indexed in a folder of its own; the index of the dossier is not touched.
    """
    measured = evaluate(collection, settings)
    if output_format == "json":
        print_json(asdict(measured))
        return
    click.echo(f"engine      {measured.engine}")
    click.echo(f"documents   {measured.documents:,}")
    click.echo(f"queries     {measured.queries:,}")
    click.echo(f"nDCG@10     {measured.ndcg_at_10:.3f}")
    click.echo(f"recall@100  {measured.recall_at_100:.3f}")
