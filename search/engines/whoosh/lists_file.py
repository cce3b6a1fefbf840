"""Inverted lists by field in one stretch of bytes: how a segment keeps them, and runs that wait to be merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from search.engines.whoosh.inverted import NO_INTEGERS, Inverted
from search.engines.whoosh.sections import ByteSink, Sections, SectionWriter, map_sections

_ARRAYS = ("starts", "numbers", "frequencies", "position_starts", "positions")

ReadLists = Callable[[], Inverted]
"""Reads lists from where they are, their arrays as they lie there."""


def write_lists(sink: ByteSink, lists_by_field: Iterable[tuple[str, Inverted]]) -> None:
    """Write the lists of all fields, one field after the other; of fields without tokens, nothing."""
    sections = SectionWriter(sink)
    for field, lists in lists_by_field:
        if lists.tokens:
            sections.add_text(f"{field}.tokens", "\n".join(lists.tokens))
            for name in _ARRAYS:
                sections.add_array(f"{field}.{name}", getattr(lists, name))
    sections.finish()


def fields_in(sections: Sections) -> list[str]:
    """The fields that have lists."""
    return [name.removesuffix(".tokens") for name in sections.names() if name.endswith(".tokens")]


def read_lists(sections: Sections, field: str) -> Inverted:
    """The lists of a field; empty ones where it has none."""
    if field not in fields_in(sections):
        return Inverted([], NO_INTEGERS, NO_INTEGERS, NO_INTEGERS, NO_INTEGERS, NO_INTEGERS)
    tokens = sections.text(f"{field}.tokens").split("\n")
    starts, numbers, frequencies, position_starts, positions = (sections.array(f"{field}.{name}") for name in _ARRAYS)
    return Inverted(tokens, starts, numbers, frequencies, position_starts, positions)


def put_aside(folder: Path, lists_by_field: Iterable[tuple[str, Inverted]]) -> list[tuple[str, ReadLists]]:
    """The same lists on disk, to be read when they are wanted: in a file without a name, which goes with the last."""
    with TemporaryFile(dir=folder) as file:
        write_lists(file, lists_by_field)
        file.flush()
        sections = map_sections(file, f"{folder}/a run put aside")
    return [(field, partial(read_lists, sections, field)) for field in fields_in(sections)]
