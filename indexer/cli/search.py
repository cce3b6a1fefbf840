"""`flori search`: a search at the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import click
from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from indexer.cli.output import format_option, plain, print_json, print_messages, print_results
from search.dates import parse_date_filter
from search.engines.base import EXCLUDING, FACET_FIELDS, Filters, Group, Sort
from search.errors import IndexMissingError
from search.model import Document, Kind, Voice
from search.results import DEFAULT_SIZE, CopyMode, Correction, Facet, Hit, SearchRequest, SearchResult
from search.searcher import open_searcher
from search.serialize import search_json
from search.settings import Settings

_SHOWN_FACET_VALUES = 5
_Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _filter_option(name: str, meaning: str) -> _Decorator:
    return click.option(f"--{name}", multiple=True, help=f"{meaning} May be repeated.")


def _choice_option(name: str, default: StrEnum, meaning: str) -> _Decorator:
    choices = click.Choice([one.value for one in type(default)])
    return click.option(f"--{name}", type=choices, default=default.value, show_default=True, help=meaning)


@click.command("search")
@click.argument("query", default="")
@_filter_option("author", "Only documents by this author.")
@_filter_option("kind", f"Only this kind: {', '.join(Kind)}.")
@_filter_option("recipient", "Only documents to this recipient.")
@_filter_option("source", "Only documents from this source.")
@_filter_option("voice", f"Only passages in this voice: {', '.join(Voice)}.")
@_filter_option("not-author", "No documents by this author.")
@_filter_option("not-kind", "Nothing of this kind.")
@_filter_option("not-recipient", "Nothing to this recipient.")
@_filter_option("not-source", "Nothing from this source.")
@_filter_option("not-voice", "No passages in this voice.")
@_filter_option("date", "Only this date: 2015, 2015-06, 2015-06-26, 2014..2016 or undated.")
@_choice_option("sort", Sort.RELEVANCE, "Order of hits.")
@_choice_option("group", Group.PASSAGE, "What a hit is.")
@_choice_option("copies", CopyMode.ALL, "Whether nearly equal passages stand under the earliest.")
@click.option("--page", type=int, default=1, show_default=True, help="Which page of hits.")
@click.option("--size", type=int, default=DEFAULT_SIZE, show_default=True, help="Hits a page, at most 100.")
@format_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    query: str,
    date: tuple[str, ...],
    sort: str,
    group: str,
    copies: str,
    page: int,
    size: int,
    output_format: str,
    **filtered: tuple[str, ...],
) -> None:
    """Search the index.

    Without QUERY, all that the filters leave is shown. QUERY may have words, "phrases", AND, OR, NOT, parentheses,
    prefix*, wild?card, fuzzy~, author:NAME, to:NAME, kind:letter and date:2015. The JSON is that of the HTTP API.
    """
    filters = _filters(date, filtered)
    asked = SearchRequest(query, filters, Sort(sort), Group(group), page=page, size=size, copies=CopyMode(copies))
    result, other = _search(settings, asked)
    if output_format == "json":
        print_json(search_json(result))
        return
    print_messages(result.query.notes)
    if other:
        print_messages([f"Did you mean {other.q}? It finds {_counted(other.passages, 'passage')}."])
    facets = [_facet(facet) for facet in result.facets if facet.values]
    print_results(_headline(result), *map(_hit, result.hits), Text(), *facets)


def _filters(dates: Iterable[str], filtered: Mapping[str, tuple[str, ...]]) -> Filters:
    """`filtered`: the values of each facet's option, and of the option that leaves them out."""
    excluded = tuple((field, value) for field in FACET_FIELDS for value in filtered[EXCLUDING + field])
    chosen = {field: filtered[field] for field in FACET_FIELDS}
    return Filters(**chosen, date=tuple(map(parse_date_filter, dates)), excluded=excluded)


def _search(settings: Settings, asked: SearchRequest) -> tuple[SearchResult, Correction | None]:
    """What is found, and where that is nothing, what may have been meant."""
    searcher = open_searcher(settings)
    try:
        if searcher.summary().generation == 0:
            raise IndexMissingError(settings.index)
        result = searcher.search(asked)
        return result, searcher.did_you_mean(asked, 0) if asked.q and not result.passages else None
    finally:
        searcher.close()


def _headline(result: SearchResult) -> Text:
    if not result.passages:
        return Text("Nothing found.", style="bold")
    pages = f", page {result.page} of {result.pages}" if result.pages > 1 else ""
    found = f"{_counted(result.passages, 'passage')} in {_counted(result.documents, 'document')}"
    return Text(f"{found}{pages}", style="bold")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _hit(hit: Hit) -> RenderableType:
    """Title, what is known of the document, the snippet with the words that matched, and the passage's id."""
    title = plain(hit.document.title or hit.source_name)
    title.stylize("bold")
    snippet = plain(hit.snippet.text.replace("\n", " "))
    for start, end in hit.snippet.highlights:
        snippet.stylize("reverse", start, end)
    before, after = "… " if hit.snippet.cut_before else "", " …" if hit.snippet.cut_after else ""
    lines = [title, plain(_about(hit)), Text.assemble(before, snippet, after), Text(hit.passage.id, style="dim")]
    return Lines(Text(), lines[0], *(Padding(line, (0, 0, 0, 2), expand=False) for line in lines[1:]))


def _about(hit: Hit) -> str:
    document = hit.document
    parts = [document.kind.value]
    if document.authors:
        parts.append(f"by {', '.join(document.authors)}")
    if document.recipients:
        parts.append(f"to {', '.join(document.recipients)}")
    parts.append(_date(document))
    if hit.passage.voice is Voice.QUOTING:
        parts.append(f"quoting {hit.passage.quoted or 'somebody else'}")
    if hit.quoted_in:
        parts.append(f"quoted in {hit.quoted_in.title}")
    if hit.copies:
        parts.append(f"{len(hit.copies)} copies of it folded")
    if hit.more:
        parts.append(f"{hit.more} more passages")
    return "; ".join(parts)


def _date(document: Document) -> str:
    if document.date.edtf is None:
        return "undated"
    return f"{document.date.edtf} (derived)" if document.date.derived else document.date.edtf


def _facet(facet: Facet) -> RenderableType:
    values = [f"{value.label} {value.count}" for value in facet.values[:_SHOWN_FACET_VALUES]]
    further = len(facet.values) - len(values)
    return plain(f"{facet.label}: {', '.join(values)}{f' and {further} more' if further > 0 else ''}")
