"""`flori config`: which settings are in force, and where each comes from."""

from __future__ import annotations

import click
from rich.table import Table

from indexer.cli.output import format_option, plain, print_json, print_results
from search.settings import Origin, load_settings_with_origins


@click.command("config")
@format_option
def command(*, output_format: str) -> None:
    """Show the settings in force and where each comes from.

    A file or an environment variable. Passwords and hashes are not shown.
    """
    _, origins = load_settings_with_origins()
    if output_format == "json":
        print_json([{"key": one.key, "value": one.value, "from": one.origin, "about": one.about} for one in origins])
        return
    print_results(_table(origins))


def _table(origins: tuple[Origin, ...]) -> Table:
    table = Table("setting", "value", "from", "what it is for")
    for column in table.columns:
        column.overflow = "fold"
    for one in origins:
        table.add_row(one.key, plain(one.value), plain(one.origin), one.about)
    return table
