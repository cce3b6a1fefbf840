"""A Whoosh codec that keeps inverted lists as arrays, so that a list is read as it lies in the file.

Whoosh's own codec pickles and packs postings in blocks of 128 and hands them out one at a time in Python, which is
most of what a search for a common word costs. Segments, deletions, columns and commits stay Whoosh's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.engines.counting.arrays import Integers, Mask
from search.engines.whoosh.inverted import Inverted, Postings
from search.engines.whoosh.list_merge import merge
from search.engines.whoosh.lists_file import ReadLists, fields_in, read_lists, write_lists
from search.engines.whoosh.sections import map_sections

_EXTENSION = ".inv"


class ArrayCodec(W3Codec):
    """Whoosh's third codec with inverted lists of our own. Committed with each segment, by reference."""

    length_stats = False
    """Whoosh need not look up lengths while it writes postings; ours are in a column."""

    def field_writer(self, storage: Any, segment: Any) -> InvertedWriter:
        return InvertedWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> InvertedReader:
        return InvertedReader(storage, segment)


class ArrayWriter(SegmentWriter):
    """A Whoosh writer for one segment with inverted lists of our own: those go into `pool`."""

    def __init__(self, index: Any) -> None:
        # Whoosh's own lock is left out: the engine holds one around all of its folder.
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)
        self.lists = PostingPool()
        self.pool: Any = self.lists  # Whoosh's name for what it writes the postings from

    def add_row(self, values: Mapping[str, object]) -> None:
        """Add a passage's columns, without the steps that Whoosh takes for fields of other sorts."""
        columns = self.perdocwriter
        columns.start_doc(self.docnum)
        for name, value in values.items():
            columns.add_column_value(name, self.schema[name].column_type, value)
        columns.finish_doc()
        self.docnum += 1
        self._added = True

    def add_postings_to_pool(self, reader: SegmentReader, startdoc: int, docmap: dict[int, int] | None) -> None:
        """Take in the lists of another segment; called by Whoosh when it has copied the columns.

        `docmap`: old number -> new one for the passages that stay; None where all do, numbered on from `startdoc`.
        """
        numbers = np.full(reader.doc_count_all(), -1, np.int32)
        if docmap is None:
            numbers[:] = np.arange(startdoc, startdoc + numbers.size)
        else:
            numbers[list(docmap)] = list(docmap.values())
        lists = InvertedReader(reader.storage(), reader.segment())
        for field in lists.fields():
            self.lists.add(field, partial(lists.whole_field, field), numbers)


class PostingPool:
    """What a segment is to hold: inverted lists by field, with the numbers that their passages get in it.

    Takes the place of the pool of single postings that a Whoosh writer sorts on disk.
    """

    def __init__(self) -> None:
        self._sources: dict[str, list[tuple[ReadLists, Integers]]] = {}

    def add(self, field: str, lists: ReadLists, numbers: Integers) -> None:
        """Add lists whose passages get these numbers; see `search.engines.whoosh.list_merge.merge`."""
        self._sources.setdefault(field, []).append((lists, numbers))

    def iter_postings(self) -> Iterator[tuple[str, Inverted]]:
        """Each field with all that was added, merged, and then forgotten."""
        for field in sorted(self._sources):
            yield field, merge([(read(), numbers) for read, numbers in self._sources.pop(field)])

    def cleanup(self) -> None:
        """Forget all; what Whoosh calls when it is done."""
        self._sources.clear()


class InvertedWriter:
    """Writes a segment's inverted lists into one file. The methods are those that a Whoosh writer calls."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(self, schema: object, lengths: object, items: Iterable[tuple[str, Inverted]]) -> None:
        """Write the lists of all fields, one field after the other."""
        with self._segment.create_file(self._storage, _EXTENSION) as sink:
            write_lists(sink, items)

    def close(self) -> None:
        """Nothing is open between calls; Whoosh wants to have said it."""
        self.is_closed = True


class InvertedReader:
    """Reads a segment's inverted lists from the file, mapped into memory."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._name: str = segment.make_filename(_EXTENSION)
        self._passages: int = segment.doc_count_all()
        self._fields: dict[str, Inverted] = {}
        with (Path(storage.folder) / self._name).open("rb") as file:
            self._sections = map_sections(file, self._name)

    def fields(self) -> list[str]:
        """The names of all fields that any passage has a token in."""
        return fields_in(self._sections)

    def indexed_field_names(self) -> tuple[str, ...]:
        """None of Whoosh's: our fields are not in its schema."""
        return ()

    def field(self, name: str) -> Inverted:
        """The inverted lists of a field; empty lists where no passage has a token in it."""
        lists = self._fields.get(name)
        if lists is None:
            lists = self._fields[name] = self._read(name)
        return lists

    def postings(self, field: str, token: str) -> Postings | None:
        """The passages that have a token in a field; None where none ever had.

        Raises IndexDamagedError where they reach beyond the segment. Only these are looked at: all of a field would
        be most of the index.
        """
        lists = self.field(field)
        index = lists.index(token)
        if index is None:
            return None
        postings = lists.postings(index)
        self._check(postings.numbers)
        return postings

    def whole_field(self, name: str) -> Inverted:
        """The same as `field`, where all lists are to be read anyway. Raises IndexDamagedError as `postings` does."""
        lists = self.field(name)
        self._check(lists.numbers)
        return lists

    def passage_counts(self, field: str, indices: range, live: Mask) -> Integers:
        """See `Inverted.passage_counts`. Raises IndexDamagedError as `postings` does."""
        try:
            return self.field(field).passage_counts(indices, live)
        except IndexError as error:
            raise self._sections.damaged() from error

    def _check(self, numbers: Integers) -> None:
        if numbers.size and int(numbers.max()) >= self._passages:
            raise self._sections.damaged()

    def _read(self, field: str) -> Inverted:
        lists = read_lists(self._sections, field)
        starts = lists.starts
        if lists.tokens and not (starts.size == len(lists.tokens) + 1 and int(starts[-1]) == lists.numbers.size):
            raise self._sections.damaged()
        return lists

    def close(self) -> None:
        """The map is released with the last array that shows it."""
