"""`flori restore`: a backup put in the place of the index."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.upkeep.restoring import restore
from search.settings import Settings


@click.command("restore")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(settings: Settings, *, folder: Path) -> None:
    """Put the backup in DIR, which `flori backup` made, in the place of the index.

    It is copied and the copy verified before anything is replaced; then both change places in one step. A server goes
    on, with the restored index. Not while a run goes on.
    """
    made = restore(settings, folder)
    click.echo(
        f"{made.folder}: generation {made.generation} with {made.documents:,} documents in {made.passages:,} passages, "
        f"from {folder}. `flori index` takes in what has changed since."
    )
