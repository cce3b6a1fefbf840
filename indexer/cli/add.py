"""`flori add`: copy files and fetch pages into the corpus, and record where they came from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from indexer.cli.output import format_option, print_json, print_messages
from indexer.collecting import Added, FetchLimits, NotAdded, add_path, add_url, fetch_limits_of
from search.errors import OperatorError
from search.settings import Settings

_SOME_MISSING = 1
_NOTHING_DONE = 2


@click.command("add")
@click.argument("what", metavar="PATH|URL...", nargs=-1, required=True)
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Put them there, and not right into the corpus. Made where it is not there.",
)
@format_option
@click.pass_obj
def command(settings: Settings, *, what: tuple[str, ...], folder: Path | None, output_format: str) -> None:
    """Copy files and folders, and fetch pages, into the corpus.

    Beside each, NAME.flori.toml keeps its address and the time of retrieval, which its pages then show. Nothing is
    overwritten: what is there already is left, and something else of its name gets another. Prints where each is now;
    `flori index` takes it in.
    """
    target = _folder(settings, folder)
    outcomes = [outcome for given in what for outcome in _add(given, target, fetch_limits_of(settings))]
    added = [outcome for outcome in outcomes if isinstance(outcome, Added)]
    missing = [outcome for outcome in outcomes if isinstance(outcome, NotAdded)]
    if output_format == "json":
        print_json(_outcomes_json(added, missing))
    else:
        for one in added:
            click.echo(str(one.path))
    print_messages(f"{one.path} was there already." for one in added if one.was_there)
    print_messages(f"Not added: {one.given}: {one.reason}" for one in missing)
    if missing:
        sys.exit(_SOME_MISSING if added else _NOTHING_DONE)


def _folder(settings: Settings, named: Path | None) -> Path:
    """Where to put what is added. Raises OperatorError where the corpus is not there."""
    if named is None:
        if not settings.corpus or not settings.corpus[0].is_dir():
            shown = settings.corpus[0] if settings.corpus else "(none)"
            raise OperatorError(f"There is no corpus folder {shown}; make it, or name another with --to FOLDER.")
        return settings.corpus[0]
    try:
        named.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(f"The folder {named} cannot be made: {error.strerror}.") from error
    if not any(named.resolve().is_relative_to(root.resolve()) for root in settings.corpus):
        print_messages([f"{named} is no part of the configured corpus; index it with `flori index {named}`."])
    return named


def _add(given: str, folder: Path, limits: FetchLimits) -> Iterator[Added | NotAdded]:
    if "://" in given:
        print_messages([f"Fetching {given}"])
        yield add_url(given, folder, limits)
    else:
        yield from add_path(Path(given), folder)


def _outcomes_json(added: list[Added], missing: list[NotAdded]) -> dict[str, object]:
    return {
        "added": [{"given": one.given, "path": str(one.path), "was_there": one.was_there} for one in added],
        "failures": [{"given": one.given, "reason": one.reason} for one in missing],
    }
