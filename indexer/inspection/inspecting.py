"""How a file is segmented, without changing anything: for a person to check, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from rich.table import Table

from indexer.corpus.correction_files import correction_state
from indexer.corpus.walking import FoundFile
from indexer.curation import CorrectionError
from indexer.curation.beside import in_correction
from indexer.readers.encoding import shown_encoding
from indexer.run.outcomes import ReadJob, Unchanged
from indexer.run.reading import Unprepared, documents_in, read_structured
from indexer.run.reading_notes import reading_notes
from indexer.segmentation import SegmentedSource
from indexer.segmenters.base import Draft
from search.source_notes import note_message
from search.sources import ReadFailure

_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in some files. `failures`: what could not be read, and why."""

    sources: tuple[SegmentedSource, ...]
    failures: tuple[ReadFailure, ...]


class InspectedDocument(TypedDict):
    """A document in the fixed form of `flori inspect --format json`; `start` and `end` in code points.

    `by_hand`: where a person set something of it, what; see `search.model.Document`. `left_out`: stretches that are
    none of its words; `text` has as many blanks in their place.
    """

    key: str
    kind: str
    title: str
    authors: list[str]
    signatories: list[str]
    recipients: list[str]
    date: str | None
    date_precision: str
    date_from: str | None
    quoted_in: str | None
    reply_to: str | None
    thread: str | None
    start: int
    end: int
    text: str
    by_hand: NotRequired[list[str]]
    left_out: NotRequired[list[tuple[int, int]]]


class InspectedSource(TypedDict):
    """A source with its documents in reading order, and where it was collected, as far as that is known.

    `encoding`: the Python name of the one it was read in. `notes`: what is to be known of how it was read.
    """

    source: str
    url: NotRequired[str]
    retrieved: NotRequired[str]
    by_hand: NotRequired[list[str]]
    encoding: NotRequired[str]
    notes: NotRequired[list[str]]
    documents: list[InspectedDocument]


def inspect_files(paths: Iterable[Path]) -> Inspection:
    """Read and segment the files, in their order. A bulk file gives a source for each record."""
    sources: list[SegmentedSource] = []
    failures: list[ReadFailure] = []
    for path in paths:
        for read in _read(path):
            if isinstance(read, ReadFailure):
                failures.append(read)
            elif isinstance(read, Unprepared):
                try:
                    sources.append(documents_in(read))
                except CorrectionError as error:
                    failures.append(ReadFailure(str(path), in_correction(str(path), error)))
    return Inspection(tuple(sources), tuple(failures))


def _read(path: Path) -> Iterator[Unprepared | Unchanged | ReadFailure]:
    try:
        status = path.stat()
    except OSError as error:
        yield ReadFailure(str(path), f"it cannot be opened: {error.strerror}")
        return
    file = FoundFile(path.name, str(path), str(path), status.st_size, status.st_mtime_ns, correction_state(path))
    job = ReadJob(file)
    yield from read_structured(job)


def inspection_json(sources: Iterable[SegmentedSource]) -> list[InspectedSource]:
    """The sources in the fixed shape."""
    return [_source(segmented) for segmented in sources]


def _source(segmented: SegmentedSource) -> InspectedSource:
    source, words = segmented.source, segmented.words.text
    shown: InspectedSource = {
        "source": source.name,
        "documents": [_document(draft, words) for draft in segmented.drafts],
    }
    if "url" in source.metadata:
        shown["url"] = source.metadata["url"]
    if "retrieved" in source.metadata:
        shown["retrieved"] = source.metadata["retrieved"]
    if source.encoding:
        shown["encoding"] = source.encoding
    notes = inspection_notes(segmented)
    if notes:
        shown["notes"] = notes
    if segmented.by_hand:
        shown["by_hand"] = list(segmented.by_hand)
    return shown


def _document(draft: Draft, text: str) -> InspectedDocument:
    shown: InspectedDocument = {
        "key": draft.key,
        "kind": draft.kind.value,
        "title": draft.title,
        "authors": list(draft.authors),
        "signatories": list(draft.signatories),
        "recipients": list(draft.recipients),
        "date": draft.date.edtf,
        "date_precision": draft.date.precision.value,
        "date_from": draft.date.known_from,
        "quoted_in": draft.quoted_in,
        "reply_to": draft.reply_to,
        "thread": draft.thread,
        "start": draft.start,
        "end": draft.end,
        "text": text[draft.start : draft.end],
    }
    if draft.by_hand:
        shown["by_hand"] = list(draft.by_hand)
    if draft.left_out:
        shown["left_out"] = list(draft.left_out)
    return shown


def inspection_table(segmented: SegmentedSource) -> Table:
    """The documents of a source as a table: a row for each document, with the words it begins and ends with."""
    table = Table(show_lines=True)
    for name in ("key", "kind and title", "by, to", "date", "where", "text"):
        table.add_column(name, overflow="fold")
    text = segmented.words.text
    for draft in segmented.drafts:
        table.add_row(
            f"{draft.key}\nset by hand: {', '.join(draft.by_hand)}" if draft.by_hand else draft.key,
            f"{draft.kind.value}\n{draft.title}",
            _people(draft),
            _date(draft),
            _place(draft),
            _first_and_last_words(text[draft.start : draft.end]),
        )
    return table


def inspection_notes(segmented: SegmentedSource) -> list[str]:
    """What a person should know of how the source was read."""
    return [str(note_message(note)) for note in reading_notes(segmented.source)]


def inspection_headline(segmented: SegmentedSource) -> str:
    """What was found in a source, in a line."""
    count = len(segmented.drafts)
    documents = "1 document" if count == 1 else f"{count} documents"
    if not count:
        return f"{segmented.source.name}: no documents, for there are no words in it"
    found = f"{documents}, as {segmented.segmenter} ({segmented.confidence:.0%} sure)"
    encoding = segmented.source.encoding
    read_in = f"; read in {shown_encoding(encoding)}" if encoding and encoding != "utf-8" else ""
    return f"{segmented.source.name}: {found}{_collected(segmented.source.metadata)}{read_in}"


def _collected(metadata: Mapping[str, str]) -> str:
    """Where and when the source was collected, as far as that is known, to stand behind a sentence."""
    known = [("from", metadata.get("url")), ("on", metadata.get("retrieved"))]
    said = " ".join(f"{word} {value}" for word, value in known if value)
    return f"; collected {said}" if said else ""


def _people(draft: Draft) -> str:
    lines = [f"by {', '.join(draft.authors)}" if draft.authors else "by nobody named"]
    if draft.signatories:
        lines.append(f"signed by {len(draft.signatories)}: {'; '.join(draft.signatories)}")
    if draft.recipients:
        lines.append(f"to {'; '.join(draft.recipients)}")
    return "\n".join(lines)


def _date(draft: Draft) -> str:
    if draft.date.edtf is None:
        return "undated"
    return f"{draft.date.edtf}\n({draft.date.precision.value}) from {draft.date.known_from}"


def _place(draft: Draft) -> str:
    lines = [f"{draft.start} to {draft.end}"]
    if draft.quoted_in:
        lines.append(f"quoted in {draft.quoted_in}")
    if draft.reply_to:
        lines.append(f"answers {draft.reply_to}")
    if draft.thread:
        lines.append(f"in {draft.thread}")
    return "\n".join(lines)


def _first_and_last_words(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= 2 * _SHOWN_CHARS:
        return words
    return f"{words[:_SHOWN_CHARS].rstrip()} […] {words[-_SHOWN_CHARS:].lstrip()}"
