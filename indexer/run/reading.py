"""From one file to what the catalog and the engine store of it: read, segmented, cut into passages, with ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from indexer.copies.fingerprints import fingerprints_of_each, pack
from indexer.corpus.fingerprinting import (
    file_sha256,
    fingerprint_of,
    place_of,
    place_of_source,
    record_sha256,
    with_correction,
)
from indexer.curation import Correction, CorrectionError, curate, parse_correction
from indexer.curation.beside import CorrectionBeside, in_correction, read_beside
from indexer.identity import document_ids, source_id
from indexer.limits import TimeLimitError, time_limit
from indexer.passages import stretches
from indexer.readers import BULK_READERS, UNREAD_FORMAT, reader_for
from indexer.readers.base import Reader, UnreadableError, UnreadableRecord
from indexer.readers.jsonl import read_line
from indexer.readers.unpacking import Unpacking
from indexer.run.outcomes import Lines, PreparedSource, ReadJob, Unchanged
from indexer.run.reading_notes import reading_notes
from indexer.segmentation import InvalidDraftsError, SegmentedSource, segment
from indexer.segmenters.base import Draft
from indexer.structure import StructuredText
from indexer.voiced_passages import voiced_passages
from indexer.voices import quotations_of
from search.model import Document, Source
from search.numbered_tokens import TokenNumbering
from search.sources import Fingerprint, ReadFailure

_NO_CORRECTION = CorrectionBeside(None, Correction(), of_many=True)


@dataclass(frozen=True, slots=True)
class Unprepared:
    """A structured text that is new or has changed, with its fingerprint, and the time it may take from here.

    `correction`: what a person wrote about it.
    """

    structured: StructuredText
    fingerprint: Fingerprint
    limit_s: float
    correction: Correction = field(default_factory=Correction)


def read_structured(job: ReadJob) -> Iterator[Unprepared | Unchanged | ReadFailure]:
    """The file's sources, lazily: what is not known yet, what is, and what cannot be read, with the reason."""
    path = job.file.path
    try:
        written = read_beside(Path(path))
        if _is_known(job, written):
            yield Unchanged(fingerprint_of(job.file, job.file.name, job.known[source_id(job.file.name)]))
            return
        reader = reader_for(Path(path), Unpacking(job.limits))
        if reader is None:
            yield ReadFailure(path, UNREAD_FORMAT)
            return
        _check_size(job, reader)
        beside = CorrectionBeside(written, parse_correction(written or b""), isinstance(reader, BULK_READERS))
        for item in _each_in_time(reader.read(Path(path), job.file.name), job.limits.time_s):
            yield _judged(job, item, beside)
    except (UnreadableError, TimeLimitError) as error:
        yield ReadFailure(path, str(error))
    except CorrectionError as error:
        yield ReadFailure(path, in_correction(path, error))
    except OSError as error:
        yield ReadFailure(path, f"it cannot be opened: {error.strerror}")
    except Exception as error:  # a defect over one file must not keep the others out: it is named, and they are read
        yield ReadFailure(path, _defect(error))


def read_lines(piece: Lines) -> Iterator[Unprepared | Unchanged | ReadFailure | None]:
    """What stands on each line of a bulk file without corrections: a source, why it is none, None where blank."""
    file, limit_s = piece.job.file, piece.job.limits.time_s
    for number, line in enumerate(piece.lines, start=piece.first):
        try:
            with time_limit(limit_s):
                item = read_line(line, number, file.name)
        except TimeLimitError as error:
            yield ReadFailure(place_of(file, f"{file.name}#{number}"), str(error))
        except Exception as error:  # as above
            yield ReadFailure(place_of(file, f"{file.name}#{number}"), _defect(error))
        else:
            yield _judged(piece.job, item, _NO_CORRECTION) if item is not None else None


def prepare(read: Unprepared) -> PreparedSource | ReadFailure:
    """The documents and passages of a structured text, to be completed with those of others; see `completed`.

    A defect of a segmenter keeps out this source only.
    """
    try:
        with time_limit(read.limit_s):
            return _prepared(read, documents_in(read))
    except CorrectionError as error:
        return ReadFailure(place_of_source(read.fingerprint), in_correction(read.fingerprint.path, error))
    except InvalidDraftsError as error:
        return ReadFailure(read.fingerprint.path, f"{error} This is a defect of the program; please report it.")
    except TimeLimitError as error:
        return ReadFailure(place_of_source(read.fingerprint), str(error))
    except Exception as error:  # as above
        return ReadFailure(place_of_source(read.fingerprint), _defect(error))


def completed(sources: Sequence[PreparedSource], numbering: TokenNumbering) -> Iterator[PreparedSource]:
    """The sources with the fingerprints of their documents, and with the tokens of their passages.

    Then the process that writes them need not find the tokens.
    """
    documents = [passages for source in sources for passages in source.passages]
    packed = map(pack, fingerprints_of_each(documents))
    for source in sources:
        tokens = tuple(tuple(numbering.tokens(text) for _, text in passages) for passages in source.passages)
        yield replace(source, fingerprints=tuple(islice(packed, len(source.documents))), tokens=tokens)


def documents_in(read: Unprepared) -> SegmentedSource:
    """The documents found in a text, as corrected. Raises CorrectionError, and InvalidDraftsError on a defect."""
    return curate(segment(read.structured), read.correction)


def _prepared(read: Unprepared, segmented: SegmentedSource) -> PreparedSource:
    drafts, words = segmented.drafts, segmented.words
    quoted, quotations = segmented.quoted_spans(), quotations_of(segmented)
    own_texts = [draft.identity or _own_text(words.text, draft, quoted[draft.key]) for draft in drafts]
    ids = dict(zip((draft.key for draft in drafts), document_ids(read.structured.name, own_texts), strict=True))
    source = _source(read, segmented)
    documents = tuple(_document(source.id, position, draft, ids) for position, draft in enumerate(drafts))
    passages = tuple(
        voiced_passages(words, document, quoted[draft.key], quotations[draft.key])
        for document, draft in zip(documents, drafts, strict=True)
    )
    mail = tuple(draft.mail for draft in drafts)
    return PreparedSource(source, read.fingerprint, segmented.segmenter, documents, passages, mail)


def _defect(error: Exception) -> str:
    return f"a defect of the program ({type(error).__name__}: {error}); please report it, with the file if you can."


def _is_known(job: ReadJob, correction: bytes | None) -> bool:
    """Whether the file is one source, and its bytes and its corrections are those that were indexed."""
    known = job.known.get(source_id(job.file.name)) if len(job.known) == 1 else None
    return known is not None and known == with_correction(file_sha256(job.file.path), correction)


def _check_size(job: ReadJob, reader: Reader) -> None:
    """Raises UnreadableError for a file over the limit, unless it is read piece by piece."""
    limit = job.limits.file_bytes
    if job.file.size > limit and not isinstance(reader, BULK_READERS):
        raise UnreadableError(
            f"it has {job.file.size:,} bytes, and {limit:,} are allowed; raise max_file_mb, or divide the file"
        )


def _each_in_time(
    items: Iterator[StructuredText | UnreadableRecord], limit_s: float
) -> Iterator[StructuredText | UnreadableRecord]:
    """The items, each read within the limit. Raises TimeLimitError."""
    while True:
        with time_limit(limit_s):
            item = next(items, None)
        if item is None:
            return
        yield item


def _judged(
    job: ReadJob, item: StructuredText | UnreadableRecord, beside: CorrectionBeside
) -> Unprepared | Unchanged | ReadFailure:
    if isinstance(item, UnreadableRecord):
        return ReadFailure(place_of(job.file, item.name), item.reason)
    return _judge(job, item, beside)


def _judge(job: ReadJob, structured: StructuredText, beside: CorrectionBeside) -> Unprepared | Unchanged | ReadFailure:
    is_record = structured.name != job.file.name
    try:
        digest = record_sha256(structured) if is_record else file_sha256(job.file.path)
        structured.text.encode()
    except UnicodeEncodeError as error:
        reason = f"its character {error.start} is half of a surrogate pair, which is no text; remove it"
        return ReadFailure(place_of(job.file, structured.name), reason)
    fingerprint = fingerprint_of(job.file, structured.name, with_correction(digest, beside.written))
    if is_record and job.known.get(fingerprint.source_id) == fingerprint.sha256:
        return Unchanged(fingerprint)
    return Unprepared(structured, fingerprint, job.limits.time_s, beside.about(structured, is_record=is_record))


def _source(read: Unprepared, segmented: SegmentedSource) -> Source:
    structured = segmented.source
    return Source(
        id=read.fingerprint.source_id,
        name=structured.name,
        path=read.fingerprint.path,
        media_type=structured.media_type,
        title=segmented.title,
        text=structured.text,
        url=structured.metadata.get("url"),
        encoding=structured.encoding,
        retrieved=structured.metadata.get("retrieved"),
        by_hand=segmented.by_hand,
        notes=reading_notes(structured),
    )


def _document(source: str, position: int, draft: Draft, ids: Mapping[str, str]) -> Document:
    return Document(
        id=ids[draft.key],
        source_id=source,
        kind=draft.kind,
        title=draft.title,
        authors=draft.authors,
        signatories=draft.signatories,
        recipients=draft.recipients,
        date=draft.date,
        quoted_in=ids[draft.quoted_in] if draft.quoted_in else None,
        reply_to=ids[draft.reply_to] if draft.reply_to else None,
        thread=draft.thread,
        position=position,
        start=draft.start,
        end=draft.end,
        url=draft.url,
        by_hand=draft.by_hand,
        left_out=draft.left_out,
    )


def _own_text(text: str, draft: Draft, quoted: Sequence[tuple[int, int]]) -> str:
    return "".join(text[start:end] for start, end in stretches(draft.start, draft.end, quoted))
