"""Whether catalog and engine are in step, and whether what the catalog says of itself is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.identity import source_id
from indexer.passages import stretches
from search.catalog import Catalog, CatalogReader
from search.engines.base import Engine
from search.errors import IndexDamagedError, OperatorError
from search.left_out import blanked
from search.model import Document, Passage, Source

_SHOWN_IDS = 5


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked at one generation. `faults`: in words, in the order found; empty where all is well."""

    generation: int
    sources: int
    documents: int
    passages: int
    faults: tuple[str, ...]


def verify_files(catalog: Catalog, engine: Engine) -> int:
    """How many of the engine's files are as they were written; the catalog's tables all are.

    0 where the files have no checksums: a run was cut off before it wrote them, or the engine is a server. Raises
    IndexDamagedError naming what is not as it was written.
    """
    checked = engine.check_files()
    faults = [*checked.faults, *catalog.faults()]
    if faults:
        raise IndexDamagedError("\n".join([*faults, "Run `flori index --rebuild`, which makes the index anew."]))
    return checked.files


def verify(reader: CatalogReader, engine: Engine) -> Verification:
    """Compare the engine's passages with the catalog's, and every text with the place it is said to come from.

    The reader must be at the engine's generation. Raises OperatorError where that changes meanwhile.
    """
    faults: list[str] = []
    documents = passages = 0
    sources = reader.source_ids()
    for identifier in sources:
        source = reader.source(identifier)
        if source is None:
            faults.append(f"source {identifier} has no text")
            continue
        standing = reader.source_documents(identifier)
        documents += len(standing)
        for document in standing:
            found = reader.document_passages(document.id)
            passages += len(found)
            faults.extend(_document_faults(source, document, standing, found))
        if source.id != source_id(source.name):
            faults.append(f"source {source.name!r} has the id {source.id}, which is not made from its name")
    faults.extend(_index_faults(set(reader.passage_ids()), set(engine.passage_ids())))
    if engine.generation() != reader.generation:
        raise OperatorError("The index changed while it was being verified; run `flori verify` again.")
    return Verification(reader.generation, len(sources), documents, passages, tuple(faults))


def _index_faults(catalog: set[str], engine: set[str]) -> Iterator[str]:
    if missing := catalog - engine:
        yield f"{len(missing)} passages of the catalog are not in the engine: {_some(missing)}"
    if surplus := engine - catalog:
        yield f"{len(surplus)} passages of the engine are not in the catalog: {_some(surplus)}"


def _some(ids: set[str]) -> str:
    shown = ", ".join(sorted(ids)[:_SHOWN_IDS])
    return f"{shown}, …" if len(ids) > _SHOWN_IDS else shown


def _document_faults(
    source: Source, document: Document, siblings: Sequence[Document], passages: Sequence[tuple[Passage, str]]
) -> Iterator[str]:
    where = f"document {document.id} of {source.name!r}"
    if not 0 <= document.start < document.end <= len(source.text):
        yield f"{where} lies outside of its source: {document.start} to {document.end} of {len(source.text)}"
        return
    words = blanked(source.text, document.left_out)
    for passage, text in passages:
        if words[passage.start : passage.end] != text:
            yield f"passage {passage.id} of {where} is not the text of its place, {passage.start} to {passage.end}"
    quoted = [(other.start, other.end) for other in siblings if other.quoted_in == document.id]
    own = stretches(document.start, document.end, quoted)
    expected = [(start, end) for start, end in own if not words[start:end].isspace()]
    if _joined(passages) != expected:
        yield f"the passages of {where} do not make up its text without what it quotes"


def _joined(passages: Sequence[tuple[Passage, str]]) -> list[tuple[int, int]]:
    """The stretches that the passages cover, those that touch taken together."""
    covered: list[tuple[int, int]] = []
    for passage, _ in passages:
        if covered and covered[-1][1] == passage.start:
            covered[-1] = (covered[-1][0], passage.end)
        else:
            covered.append((passage.start, passage.end))
    return covered
