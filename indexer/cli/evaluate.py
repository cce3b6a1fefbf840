"""`flori eval`: how well the engine ranks a collection with relevance judgements."""

from __future__ import annotations

import click


@click.command("eval")
def command() -> None:
    """x."""
