"""`flori verify`: whether catalog and engine are in step."""

from __future__ import annotations

import dataclasses
import sys
from contextlib import closing

import click

from indexer.cli.output import format_option, print_json, print_messages
from indexer.upkeep.verification import Verification, verify, verify_files
from search.catalog import open_catalog
from search.engines import open_engine
from search.errors import IndexDamagedError
from search.settings import Settings

_FAULTS_FOUND = 1


@click.command("verify")
@format_option
@click.pass_obj
def command(settings: Settings, *, output_format: str) -> None:
    """Check that the index is whole.

    The engine must have the passages of the catalog, every text must be what stands at its place, and the engine's
    files must be as they were written. Changes nothing. The exit code is 1 where something is wrong;
    `flori index --rebuild` mends that.
    """
    try:
        files, found = _verified(settings)
    except IndexDamagedError as error:
        print_messages([str(error)])
        sys.exit(_FAULTS_FOUND)
    if output_format == "json":
        print_json({**dataclasses.asdict(found), "files": files})
    else:
        click.echo(
            f"Generation {found.generation}: {found.sources:,} sources, {found.documents:,} documents, "
            f"{found.passages:,} passages and {files:,} files of the engine checked, {len(found.faults):,} faults"
        )
    if found.faults:
        print_messages([*found.faults, "Run `flori index --rebuild` to mend the index."])
        sys.exit(_FAULTS_FOUND)


def _verified(settings: Settings) -> tuple[int, Verification]:
    """How many files are as they were written, and what was found in them. Raises IndexDamagedError."""
    with closing(open_catalog(settings.catalog_address)) as catalog, closing(open_engine(settings)) as engine:
        files = verify_files(catalog, engine)
        with catalog.at(engine.generation()) as reader:
            return files, verify(reader, engine)
