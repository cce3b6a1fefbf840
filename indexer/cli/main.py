"""The command `flori`, and how its errors reach a person: a message on standard error and exit code 2."""

from __future__ import annotations

import atexit
import gc
from importlib import import_module
from typing import Any, NamedTuple

import click

from search.errors import FlorilegiumError, QuerySyntaxError
from search.settings import load_settings

NOTHING_DONE = 2


class _Entry(NamedTuple):
    """A command: the module that has it under the name `command`, and what it does, as the list of commands says."""

    module: str
    says: str


_COMMANDS = {
    "index": _Entry("indexer.cli.index", "Index what is new or has changed, and take out what is gone."),
    "add": _Entry("indexer.cli.add", "Copy files and folders, and fetch pages, into the corpus."),
    "search": _Entry("indexer.cli.search", "Search the index."),
    "serve": _Entry("indexer.cli.serve", "Serve the search page and the API until stopped."),
    "inspect": _Entry("indexer.cli.inspect", "Show which documents are found in a file."),
    "status": _Entry("indexer.cli.status", "Show what is in the index."),
    "names": _Entry(
        "indexer.cli.names", "List names that may be of one person or body, with the documents that have them."
    ),
    "verify": _Entry("indexer.cli.verify", "Check that the index is whole."),
    "backup": _Entry("indexer.cli.backup", "Copy the index to DIR, a folder that is not there yet."),
    "restore": _Entry(
        "indexer.cli.restore", "Put the backup in DIR, which `flori backup` made, in the place of the index."
    ),
    "config": _Entry("indexer.cli.config", "Show the settings in force and where each comes from."),
    "hash": _Entry("indexer.cli.hash", "Print an entry for auth_users, or with --token for auth_tokens."),
    "eval": _Entry("indexer.cli.evaluate", "Measure how well the engine ranks the test collection in DIR."),
    "eval-segmentation": _Entry(
        "indexer.cli.evaluate_segmentation", "Measure how well the files in DIR are cut into documents."
    ),
}
"""In the order in which they are needed. What they say stands in their modules too, which take seconds to load."""

# What a command makes, it keeps until it ends, and hardly any of it in cycles: at the usual threshold the collector
# takes a twentieth of the time for nothing. Reading processes load this module too.
gc.set_threshold(20_000)

# And all of it goes with the process: to look through it for cycles once more takes .3 s at the end.
atexit.register(gc.freeze)


class _NothingDoneError(click.ClickException):
    """An error that a person can act on."""

    exit_code = NOTHING_DONE


class _Commands(click.Group):
    """The commands, each imported when it is used: a search need not wait for all readers to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name].module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.says) for name, entry in _COMMANDS.items()])

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
