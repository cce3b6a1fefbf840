"""The deterministic corpus: documents made of real text as a bulk file, and the passages they divide into.

First every real document as it is, in a fixed shuffled order; once these are used up, further rounds of the same
documents, each paragraph replaced by one as long in which words follow each other as they do in all documents of its
kind. Word frequencies therefore stay those of real text at any size, while the vocabulary stops growing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import count, pairwise
from pathlib import Path

from bench.places import BUILD, ROOT, shared_data
from indexer.entries import engine_entries
from indexer.limits import Limits
from indexer.readers.fields import metadata_of
from indexer.readers.jsonl import JsonlReader
from indexer.readers.text import text_blocks
from indexer.run.reading import Unprepared, prepare
from indexer.structure import StructuredText
from search.catalog import Fingerprint, ReadFailure
from search.dates import day_span
from search.model import Kind

SEED = 20150626
VERSION = 2
"""Counts up with every change of what is generated, so that no old corpus is taken for a new one."""

KIND_OF_FILE = {
    "forum_posts": Kind.FORUM_POST,
    "news_articles": Kind.NEWS_ARTICLE,
    "letters_diplomatic": Kind.LETTER,
    "letters_gutenberg": Kind.LETTER,
}
_PARAGRAPHS = re.compile(r"\n\s*\n")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}(T\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the bulk file. `date`: EDTF or None."""

    id: str
    kind: str
    title: str
    author: str
    recipient: str
    date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What a peer indexes. `words`: its text, after its document's title on a first passage. `year`: 0 if undated."""

    id: str
    kind: str
    author: str
    recipient: str
    year: int
    words: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated corpus on disk: the bulk file for us, the passages for the peers."""

    folder: Path
    passages: int
    documents: int

    @property
    def documents_path(self) -> Path:
        """One document a line, as `flori index` reads it."""
        return self.folder / "documents.jsonl"

    @property
    def passages_path(self) -> Path:
        """One passage a line."""
        return self.folder / "passages.jsonl"


def open_corpus(size: int) -> Corpus:
    """The corpus of `size` passages (or the few more that its last document has), generated the first time."""
    folder = BUILD / f"corpus-v{VERSION}-{size}-{_indexing_digest()}"
    summary = folder / "corpus.json"
    if not summary.exists():
        folder.mkdir(parents=True, exist_ok=True)
        counts = _generate(folder, size)
        summary.write_text(json.dumps(counts))
    return Corpus(folder=folder, **json.loads(summary.read_text()))


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a corpus, in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Passage(**json.loads(line))


def _generate(folder: Path, size: int) -> dict[str, int]:
    corpus = Corpus(folder, 0, 0)
    passages = documents = 0
    with (
        corpus.documents_path.open("w", encoding="utf-8") as bulk,
        corpus.passages_path.open("w", encoding="utf-8") as divided,
    ):
        for record in _records(_real_records(shared_data())):
            line = json.dumps(asdict(record), ensure_ascii=False)
            bulk.write(line + "\n")
            documents += 1
            for passage in _divide(record):
                divided.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")
                passages += 1
            if passages >= size:
                break
    return {"passages": passages, "documents": documents}


def _records(real: list[Record]) -> Iterator[Record]:
    """Records without end: round 0 is the real ones, later rounds have new texts."""
    words: dict[str, _WordChain] = {}
    for record in real:
        words.setdefault(record.kind, _WordChain()).learn(_paragraphs(record.text))
    for cycle in count():
        chance = random.Random(SEED + cycle)
        for record in chance.sample(real, len(real)):
            if cycle == 0:
                yield record
                continue
            made = [words[record.kind].paragraph(len(part.split()), chance) for part in _paragraphs(record.text)]
            fields = asdict(record) | {"id": f"{record.id}-{cycle}", "text": "\n\n".join(made)}
            yield Record(**fields)


class _WordChain:
    """Which words follow which, each as often as it does: a Markov chain of the first order."""

    def __init__(self) -> None:
        self._first: list[str] = []
        self._after: defaultdict[str, list[str]] = defaultdict(list)

    def learn(self, paragraphs: Iterable[str]) -> None:
        """Take up how these begin and go on."""
        for paragraph in paragraphs:
            words = paragraph.split()
            self._first.append(words[0])
            for word, following in pairwise(words):
                self._after[word].append(following)

    def paragraph(self, length: int, chance: random.Random) -> str:
        """So many words; behind a word that nothing follows, as at a paragraph's beginning."""
        made = [chance.choice(self._first)]
        while len(made) < length:
            made.append(chance.choice(self._after.get(made[-1]) or self._first))
        return " ".join(made)


def _paragraphs(text: str) -> list[str]:
    return [part for part in _PARAGRAPHS.split(text) if part.strip()]


def _real_records(folder: Path) -> list[Record]:
    records = []
    for name, kind in KIND_OF_FILE.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                fields = json.loads(line)
                if fields["text"].strip():
                    records.append(_record(f"{name}-{number}", kind, fields))
    return records


def _record(identifier: str, kind: Kind, fields: Mapping[str, str | None]) -> Record:
    return Record(
        id=identifier,
        kind=kind.value,
        title=(fields.get("title") or "").strip(),
        author=_one_name(fields.get("author")),
        recipient=_one_name(fields.get("recipient")),
        date=_date(fields.get("date") or fields.get("date_text") or ""),
        text=(fields["text"] or "").replace("\r\n", "\n").replace("\r", "\n"),
    )


def _one_name(written: str | None) -> str:
    """A name that no engine takes for several, which a semicolon would do."""
    return " ".join((written or "").replace(";", ",").split())


def _date(written: str) -> str | None:
    """An ISO date as it is, of any other the year it names."""
    if _ISO_DATE.fullmatch(written):
        return written
    year = _YEAR.search(written)
    return year.group() if year else None


def _divide(record: Record) -> Iterator[Passage]:
    """The passages that indexing makes of a record, those of documents quoted in it included."""
    structured = StructuredText(
        name=record.id,
        media_type=JsonlReader.media_type,
        text=record.text,
        blocks=text_blocks(record.text),
        metadata=metadata_of(asdict(record)),
    )
    prepared = prepare(Unprepared(structured, Fingerprint(record.id, record.id, "", "", 0, 0, ""), Limits().time_s))
    if isinstance(prepared, ReadFailure):
        return
    for document, passages in zip(prepared.documents, prepared.passages, strict=True):
        for entry in engine_entries("documents.jsonl", document, passages):
            span = day_span(entry.date)
            yield Passage(
                id=entry.id,
                kind=entry.kind.value,
                author=next(iter(entry.authors), ""),
                recipient=next(iter(entry.recipients), ""),
                year=span.first // 10_000 if span else 0,
                words=f"{entry.title}\n{entry.text}" if entry.title else entry.text,
            )


def _indexing_digest() -> str:
    """Eight digits that change when the code changes that divides text into passages."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "indexer").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
