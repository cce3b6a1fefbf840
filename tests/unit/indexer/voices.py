"""Texts as tests of voices look at them: who says what, with white space made even."""

from __future__ import annotations

from pathlib import Path

from indexer.inspection.inspecting import inspect_files
from indexer.readers.text import text_blocks
from indexer.segmentation import SegmentedSource
from indexer.segmenters.base import Draft
from indexer.structure import StructuredText
from indexer.voices import quotations_of
from search.model import Kind

OWN = "own"
UNNAMED = "somebody"


def told_in(text: str, kind: Kind = Kind.FORUM_POST, *, posters: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Who says what in a plain text that is one document, with further documents by `posters` of no words beside it."""
    source = StructuredText("made-up", "text/plain", text, text_blocks(text))
    drafts = [Draft("d1", kind, "", 0, len(text), authors=("the author",))]
    drafts += [Draft(f"p{n}", kind, "", len(text), len(text), authors=(name,)) for n, name in enumerate(posters)]
    return voices(SegmentedSource(source, tuple(drafts), "made up", 1.0), "d1")


def told_by_file(path: Path, content: str) -> list[list[tuple[str, str]]]:
    """Who says what in each document of a file, in order."""
    path.write_text(content, encoding="utf-8")
    return [voices(one, draft.key) for one in inspect_files([path]).sources for draft in one.drafts]


def voices(segmented: SegmentedSource, key: str) -> list[tuple[str, str]]:
    """The runs of a document in order: OWN, the name of the one quoted or UNNAMED, and the words."""
    draft = next(one for one in segmented.drafts if one.key == key)
    told: list[tuple[str, str]] = []
    position = draft.start
    for quotation in quotations_of(segmented)[key]:
        told.append((OWN, segmented.source.text[position : quotation.start]))
        told.append((quotation.quoted or UNNAMED, segmented.source.text[quotation.start : quotation.end]))
        position = quotation.end
    told.append((OWN, segmented.source.text[position : draft.end]))
    return [(who, " ".join(words.split())) for who, words in told if words.strip()]
