"""One committed state of the index, opened: its columns joined over all segments, its inverted lists by segment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from search.engines.base import FACET_FIELDS
from search.engines.counting.arrays import Integers, Mask, Scores, joined
from search.engines.counting.date_column import DateColumn
from search.engines.counting.facet_column import FacetColumn
from search.engines.counting.marking import Marking
from search.engines.counting.tally import Tally
from search.engines.whoosh.codec import InvertedReader
from search.engines.whoosh.columns import NumberReader, OrdinalReader
from search.engines.whoosh.folder import Commit
from search.engines.whoosh.ids import IdReader, Ids, joined_ids
from search.engines.whoosh.inverted import Inverted, Postings
from search.scoring import length_norms

_VALUE_COLUMNS = ("date", *FACET_FIELDS)


@dataclass(frozen=True, slots=True)
class SegmentFiles:
    """What is read of one segment once and for all; it never changes, but for what is deleted of it."""

    lists: InvertedReader
    passages: Ids
    documents: Ids
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

    def postings(self, field: str, token: str) -> Postings | None:
        """The passages that have a token; None where none ever had. Raises IndexDamagedError."""
        return self.files.lists.postings(field, token)

    def passage_counts(self, field: str, indices: range) -> Integers:
        """How many passages have each of the tokens at consecutive indices. Raises IndexDamagedError."""
        return self.files.lists.passage_counts(field, indices, self.live)


class Snapshot:
    """One committed state. Passages are numbered through all segments; every array is indexed by that number.

    What a single segment holds is left in its files, which are mapped; of several it is joined in memory. `live`:
    which passages are not deleted, `size`: how many. `documents`: a number for the document of each, an index into
    `document_ids`; `by_document` counts by it. `ranks`: the place of each passage among all by id, ascending, an
    index into `passage_ids`: what breaks ties.
    """

    def __init__(self, commit: Commit, files: Sequence[SegmentFiles], deleted: Sequence[Integers]) -> None:
        self.commit = commit
        self.segments = _numbered(files, deleted)
        self.live: Mask = joined([segment.live for segment in self.segments], bool)
        self.size = int(np.count_nonzero(self.live))
        self.passage_ids = joined_ids([one.passages for one in files])
        self.ranks = self.passage_ids.ordinals
        self.document_ids = joined_ids([one.documents for one in files])
        self.by_document = Tally(self.document_ids.ordinals, self.document_ids.values.size, self.live)
        self.documents = self.by_document.ordinals
        self.facets = {name: self._facet(name) for name in FACET_FIELDS}
        self.dates = DateColumn(*self._column("date"), self.live)
        self.marking = Marking(self._numbers_of_passages, self.by_document)

    @cached_property
    def numbers(self) -> Integers:
        """The numbers of all live passages, ascending."""
        return np.flatnonzero(self.live)

    def id_of(self, number: int) -> str:
        """The id of a passage."""
        return self.passage_ids.value(int(self.ranks[number]))

    def numbers_of_documents(self, ids: Sequence[str]) -> list[int]:
        """The numbers of documents; of one that is not there, -1."""
        numbers: list[int] = self.document_ids.find(ids).tolist()
        return numbers

    @cached_property
    def length_norms(self) -> Scores:
        """What the length of each passage does to its scores; see `search.scoring`."""
        lengths: Integers = joined([segment.files.lengths for segment in self.segments], np.uint8)
        average = float(lengths.sum(where=self.live, dtype=np.int64)) / max(self.size, 1)
        return length_norms(lengths, average or 1.0)

    def _numbers_of_passages(self, ids: Sequence[str]) -> Integers:
        """The numbers of live passages; of one that is not there, -1."""
        number_of_rank = np.full(self.passage_ids.values.size + 1, -1)  # and one more entry, for what is not there
        numbers = self.numbers
        number_of_rank[self.ranks[numbers]] = numbers
        return number_of_rank[self.passage_ids.find(ids)]

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
            # Those of the first segment are numbered as they come.
            parts.append(indices[column.ordinals] if parts else column.ordinals)
        return joined(parts, np.int64), list(index_of)


def read_segment(storage: Any, schema: Any, segment: Any) -> SegmentFiles:
    """Read a segment's columns, and map its inverted lists."""
    reader = segment.codec().per_document_reader(storage, segment)

    def column(name: str) -> Any:
        return reader.column_reader(name, schema[name].column_type)

    passages: IdReader = column("passage")
    documents: IdReader = column("document")
    columns: dict[str, OrdinalReader] = {name: column(name) for name in _VALUE_COLUMNS}
    lengths: NumberReader = column("length")
    reader.close()
    return SegmentFiles(InvertedReader(storage, segment), passages.ids, documents.ids, columns, lengths.numbers)


def _numbered(files: Sequence[SegmentFiles], deleted: Sequence[Integers]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    base = 0
    for one, gone in zip(files, deleted, strict=True):
        live = np.ones(one.lengths.size, bool)
        live[gone] = False
        segments.append(Segment(base, live, not gone.size, one))
        base += live.size
    return tuple(segments)
