"""`flori backup`: a copy of the index that is whole."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.upkeep.backup import back_up
from search.settings import Settings


@click.command("backup")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(settings: Settings, *, folder: Path) -> None:
    """Copy the index to DIR, a folder that is not there yet.

    Searches and runs may go on. The copy is verified, and is an index folder itself; `flori restore DIR` puts it back.
    """
    made = back_up(settings, folder)
    click.echo(
        f"{made.folder}: generation {made.generation} with {made.documents:,} documents in {made.passages:,} passages"
    )
