"""`flori verify`: whether catalog and engine are in step."""

from __future__ import annotations

import sys

import click

from indexer.cli.output import format_option, print_json, print_messages
from indexer.verification import verify
from search.catalog import open_catalog
from search.engines import open_engine
from search.settings import Settings

_FAULTS_FOUND = 1


@click.command("verify")
@format_option
@click.pass_obj
def command(settings: Settings, *, output_format: str) -> None:
    """Check that the index is whole.

    The engine must have the passages of the catalog, and every text must be what stands at its place. Changes
    nothing. The exit code is 1 where something is wrong; `flori index --rebuild` mends that.
    """
    catalog = open_catalog(settings.catalog_address)
    engine = open_engine(settings)
    try:
        with catalog.at(engine.generation()) as reader:
            found = verify(reader, engine)
    finally:
        engine.close()
        catalog.close()
    if output_format == "json":
        print_json(
            {
                "generation": found.generation,
                "sources": found.sources,
                "documents": found.documents,
                "passages": found.passages,
                "faults": list(found.faults),
            }
        )
    else:
        click.echo(
            f"Generation {found.generation}: {found.sources:,} sources, {found.documents:,} documents and "
            f"{found.passages:,} passages checked, {len(found.faults):,} faults"
        )
    if found.faults:
        print_messages([*found.faults, "Run `flori index --rebuild` to mend the index."])
        sys.exit(_FAULTS_FOUND)
