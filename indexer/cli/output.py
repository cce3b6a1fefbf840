"""What the commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable

import click
from rich.console import Console, RenderableType
from rich.text import Text

from search.sources import ReadFailure

_PIPED_WIDTH = 160
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the result.",
)
"""For commands whose result is for people and for programs."""


def results() -> Console:
    """Standard output. Text is shown as it is, without markup; a pipe has a fixed width."""
    return _console(stderr=False)


def messages() -> Console:
    """Standard error."""
    return _console(stderr=True)


def print_json(value: object) -> None:
    """The value on standard output, as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_results(*shown: RenderableType) -> None:
    """Tables and texts on standard output."""
    console = results()
    for one in shown:
        console.print(one)


def print_messages(lines: Iterable[str]) -> None:
    """Lines on standard error."""
    console = messages()
    for line in lines:
        console.print(plain(line), soft_wrap=True)


def print_failures(failures: Iterable[ReadFailure]) -> None:
    """What could not be read, on standard error: a reason that several share once, with their paths below it."""
    by_reason: dict[str, list[str]] = {}
    for failure in failures:
        by_reason.setdefault(failure.reason, []).append(failure.path)
    for reason, paths in by_reason.items():
        if len(paths) == 1:
            print_messages([f"Could not be read: {paths[0]}: {reason}"])
        else:
            print_messages([f"Could not be read, {len(paths):,} files: {reason}", *(f"  {path}" for path in paths)])


def plain(text: str) -> Text:
    """Text of documents, safe to show: a terminal would obey control characters, and reorder after some marks."""
    return Text(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    return console
