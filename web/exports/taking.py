"""Passages made ready to leave the site: with permalinks and references, and the addresses of their exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.documents.taken import CitedPassage
from search.results import SearchRequest
from web.citations.reference import reference_to
from web.embedding.shown import passage_pairs
from web.exports.taken import Taken
from web.links import address, query_pairs
from web.results.ordering import in_page_order
from web.site import current_settings, site_root


def taken_passages(passages: Iterable[CitedPassage]) -> Iterator[Taken]:
    """The passages with their addresses, as they come; what needs the request is read from it at once."""
    root, archive = site_root(), current_settings().title
    permalinks, documents = f"{root}/p/", f"{root}/documents/"
    return (
        Taken(
            cited=cited,
            permalink=f"{permalinks}{cited.passage.id}",
            reference=reference_to(
                cited.document, f"{documents}{cited.document.id}", archive, cited.source_name, cited.source_url
            ),
            root=root,
        )
        for cited in passages
    )


def export_pairs(search: SearchRequest) -> list[tuple[str, str]]:
    """The parameters of an export of what the page shows: all of its pages, in its order."""
    ordered = in_page_order(replace(search, page=1))
    pairs = [pair for pair in query_pairs(ordered) if pair[0] not in ("group", "copies")]
    return [*pairs, ("group", ordered.group.value)]


def search_export_url(search: SearchRequest, suffix: str = "") -> str:
    """The address of a search in a format; as JSON where there is no suffix."""
    pairs = export_pairs(search)
    return address("exports.search", pairs, suffix=suffix) if suffix else address("api.search", pairs)


def list_export_url(ids: Sequence[str], suffix: str = "") -> str:
    """The address of a list of passages in a format; as JSON where there is no suffix."""
    pairs = passage_pairs(ids)
    return address("exports.passages", pairs, suffix=suffix) if suffix else address("api.passages", pairs)


def list_url(ids: Sequence[str]) -> str:
    """The page of a list of passages."""
    return address("lists.page", passage_pairs(ids))
