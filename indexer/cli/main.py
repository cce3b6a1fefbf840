"""The command `flori`, and how its errors reach a person: a message on standard error and exit code 2."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from search.errors import FlorilegiumError, QuerySyntaxError
from search.settings import load_settings

NOTHING_DONE = 2

_MODULES = {
    "index": "indexer.cli.index",
    "add": "indexer.cli.add",
    "search": "indexer.cli.search",
    "serve": "indexer.cli.serve",
    "inspect": "indexer.cli.inspect",
    "status": "indexer.cli.status",
    "names": "indexer.cli.names",
    "verify": "indexer.cli.verify",
    "backup": "indexer.cli.backup",
    "restore": "indexer.cli.restore",
    "config": "indexer.cli.config",
    "hash": "indexer.cli.hash",
    "eval": "indexer.cli.evaluate",
    "eval-segmentation": "indexer.cli.evaluate_segmentation",
}
"""A command's module has it under the name `command`. In the order in which they are needed."""


class _NothingDoneError(click.ClickException):
    """An error that a person can act on."""

    exit_code = NOTHING_DONE


class _Commands(click.Group):
    """The commands, each imported when it is used: a search need not wait for all readers to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = import_module(_MODULES[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuerySyntaxError as error:
            pointer = f"{error.value}\n{' ' * error.position}^"
            raise _NothingDoneError(f"{error}\n{pointer}") from error
        except FlorilegiumError as error:
            raise _NothingDoneError(str(error)) from error
        except KeyboardInterrupt:
            raise _NothingDoneError("Stopped. Searches answer from the last state that was committed.") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="florilegium", message="%(package)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Full-text search over a dossier of letters, forum posts, news articles and e-mail.

    Settings come from florilegium.toml in the working folder and from the environment (FLORI_INDEX, FLORI_CORPUS, …).
    Results are written to standard output, progress and errors to standard error. The exit code is 0 when all was
    done, 1 when some files could not be read, 2 when nothing was done.
    """
    context.obj = load_settings()
