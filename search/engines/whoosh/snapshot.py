"""One committed state of the index, opened: its columns joined over all segments, its inverted lists by segment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from search.engines.base import FACET_FIELDS
from search.engines.counting.arrays import Integers, Mask, Scores
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.counting.marking import Marking
from search.engines.counting.tally import Tally
from search.engines.whoosh.codec import InvertedReader
from search.engines.whoosh.columns import NumberReader, OrdinalReader
from search.engines.whoosh.folder import Commit
from search.engines.whoosh.inverted import Inverted
from search.scoring import length_norms

_COLUMNS = ("passage", "document", "date", *FACET_FIELDS)


@dataclass(frozen=True, slots=True)
class SegmentFiles:
    """What is read of one segment once and for all; it never changes, but for what is deleted of it."""

    lists: InvertedReader
    columns: Mapping[str, OrdinalReader]
    lengths: Integers


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a state.

    Its passages are numbered from `base` on. `live` tells which are not deleted, `whole` whether all are.
    """

    base: int
    live: Mask
    whole: bool
    files: SegmentFiles

    def field(self, name: str) -> Inverted:
        """The inverted lists of a field, in the segment's own numbers."""
        return self.files.lists.field(name)


class Snapshot:
    """One committed state. Passages are numbered through all segments; every array is indexed by that number.

    `live`: which passages are not deleted. `documents`: a number for the document of each, an index into
    `document_ids`; `by_document` counts by it.
    """

    def __init__(self, commit: Commit, files: Sequence[SegmentFiles], deleted: Sequence[Integers]) -> None:
        self.commit = commit
        self.segments = _numbered(files, deleted)
        self.live: Mask = _joined([segment.live for segment in self.segments], bool)
        documents, self.document_ids = self._column("document")
        self.by_document = Tally(documents, len(self.document_ids), self.live)
        self.documents = self.by_document.ordinals
        self.facets = {name: self._facet(name) for name in FACET_FIELDS}
        self.dates = DateColumn(*self._column("date"), self.live)
        self.marking = Marking(self._numbers_of_passages, self.by_document)

    @cached_property
    def passage_ids(self) -> list[str]:
        """The id of each passage."""
        return [
            column.values[ordinal]
            for segment in self.segments
            for column in [segment.files.columns["passage"]]
            for ordinal in column.ordinals.tolist()
        ]

    @cached_property
    def ranks(self) -> Integers:
        """The place of each passage among all by id, ascending: what breaks ties."""
        ids = self.passage_ids
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def numbers_of_documents(self, ids: Sequence[str]) -> list[int]:
        """The numbers of documents; of one that is not there, -1."""
        return [self._document_number.get(one, -1) for one in ids]

    def _numbers_of_passages(self, ids: Sequence[str]) -> Integers:
        number_of = {self.passage_ids[number]: number for number in self.numbers.tolist()}
        return np.array([number_of.get(one, -1) for one in ids], np.int64)

    @cached_property
    def numbers(self) -> Integers:
        """The numbers of all live passages, ascending."""
        return np.flatnonzero(self.live)

    @cached_property
    def length_norms(self) -> Scores:
        """What the length of each passage does to its scores; see `search.scoring`."""
        lengths: Integers = _joined([segment.files.lengths for segment in self.segments], np.int64)
        average = float(lengths[self.live].sum()) / max(self.numbers.size, 1)
        return length_norms(lengths, average or 1.0)

    @cached_property
    def _document_number(self) -> dict[str, int]:
        return {document_id: number for number, document_id in enumerate(self.document_ids)}

    def _facet(self, name: str) -> FacetColumn:
        ordinals, stored = self._column(name)
        return FacetColumn(ordinals, [json.loads(values) for values in stored], self.live)

    def _column(self, name: str) -> tuple[Integers, list[str]]:
        """A column over all segments: an index for each passage into its distinct values."""
        index_of: dict[str, int] = {}
        parts: list[Integers] = []
        for segment in self.segments:
            column = segment.files.columns[name]
            indices = np.array([index_of.setdefault(value, len(index_of)) for value in column.values], np.int64)
            parts.append(indices[column.ordinals])
        return _joined(parts, np.int64), list(index_of)


def read_segment(storage: Any, schema: Any, segment: Any) -> SegmentFiles:
    """Read a segment's columns, and map its inverted lists."""
    reader = segment.codec().per_document_reader(storage, segment)
    columns: dict[str, OrdinalReader] = {
        name: reader.column_reader(name, schema[name].column_type) for name in _COLUMNS
    }
    lengths: NumberReader = reader.column_reader("length", schema["length"].column_type)
    reader.close()
    return SegmentFiles(InvertedReader(storage, segment), columns, lengths.numbers)


def _numbered(files: Sequence[SegmentFiles], deleted: Sequence[Integers]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    base = 0
    for one, gone in zip(files, deleted, strict=True):
        live = np.ones(one.lengths.size, bool)
        live[gone] = False
        segments.append(Segment(base, live, not gone.size, one))
        base += live.size
    return tuple(segments)


def _joined(parts: Sequence[Any], dtype: type) -> Any:
    return np.concatenate([np.zeros(0, dtype), *parts]).astype(dtype)
