"""`flori names`: which names in the index may be of one person or body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click
from rich.table import Table

from indexer.authority import FILE_NAME
from indexer.authority.variants import NameCount, Suggestion, suggestions
from indexer.cli.output import plain, print_json, print_messages, print_results
from indexer.upkeep.committed import committed_state
from search.settings import Settings


@click.command("names")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "toml", "json"]),
    default="table",
    show_default=True,
    help="How to print them; toml is what authority.toml takes.",
)
@click.pass_obj
def command(settings: Settings, *, output_format: str) -> None:
    """List names that may be of one person or body, with the documents that have them.

    Nothing is merged by it: put what is right into authority.toml in the corpus folder, and run `flori index`.
    `flori names --format toml` prints lines to start from.
    """
    with committed_state(settings) as reader:
        found = suggestions(reader.name_counts())
    if output_format == "json":
        print_json([_suggestion_json(one) for one in found])
    elif output_format == "toml":
        click.echo("\n".join(_toml_lines(found)))
    elif found:
        print_results(_table(found))
        print_messages(
            [f"Copy what is right into {FILE_NAME}; `flori names --format toml` prints lines to start from."]
        )
    else:
        print_messages(["No two names look like one."])


def _suggestion_json(one: Suggestion) -> dict[str, object]:
    forms = [{"name": form.name, "documents": form.documents} for form in one.names]
    reasons = [None, *one.reasons]
    return {"kind": one.kind, "forms": [form | {"why": why} for form, why in zip(forms, reasons, strict=True)]}


def _table(found: Iterable[Suggestion]) -> Table:
    table = Table("name", "documents", "why it may be the first", show_lines=False)
    for one in found:
        for form, why in zip(one.names, ("", *one.reasons), strict=True):
            table.add_row(plain(form.name), f"{form.documents:,}", why)
        table.add_section()
    return table


def _toml_lines(found: Iterable[Suggestion]) -> Iterator[str]:
    """Entries for authority.toml, with counts and reasons as comments."""
    for one in found:
        preferred, *others = one.names
        yield f"[[{one.kind}]]"
        yield f"name = {_quoted(preferred.name)}  # {_counted(preferred)}"
        yield "spellings = ["
        for form, why in zip(others, one.reasons, strict=True):
            yield f"  {_quoted(form.name)},  # {_counted(form)}; {why}"
        yield "]\n"


def _counted(form: NameCount) -> str:
    return f"{form.documents:,} document{'' if form.documents == 1 else 's'}"


def _quoted(name: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
