"""A search's answer with all that is said in it put into the language of the request, for programs."""

from __future__ import annotations

from dataclasses import replace

from search.fixed_values import FIXED_VALUES
from search.results import Facet, SearchResult
from web.translations import SOURCE_LANGUAGE
from web.words.language import language, said
from web.words.terms import term


def in_language(result: SearchResult) -> SearchResult:
    """The answer with its notes and labels translated. Values, which are sent back as they are, stay."""
    if language() == SOURCE_LANGUAGE:
        return result
    notes = tuple(said(note) for note in result.query.notes)
    facets = tuple(_facet(facet) for facet in result.facets)
    return replace(result, query=replace(result.query, notes=notes), facets=facets)


def _facet(facet: Facet) -> Facet:
    labels = {value: said(label) for value, label in facet.values.labels.items()}
    if facet.field in FIXED_VALUES:
        labels |= {one.value: term(one.value) for one in facet.values if one.value}
    return replace(facet, label=said(facet.label), values=replace(facet.values, labels=labels))
