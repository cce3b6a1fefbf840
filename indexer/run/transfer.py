"""Carrying what was read into the writers of catalog and engine, and taking out what is gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from indexer.authority import NO_AUTHORITY, Authority
from indexer.corpus.fingerprinting import place_of
from indexer.entries import engine_entries
from indexer.run.changes import Plan
from indexer.run.outcomes import Batch, PreparedSource, Unchanged
from search.catalog import CatalogReader, CatalogWriter
from search.engines.base import EngineWriter
from search.model import Document
from search.sources import Fingerprint, ReadFailure


class Transfer:
    """The changes of one run, as they are written. Nothing of it is seen before the engine's commit.

    `known`: the fingerprints of what is in the index. `authorities`: whose names are whose, by root. With `anew`, the
    engine's writer started empty. `added`, `changed`, `removed` count sources.
    """

    def __init__(
        self,
        catalog: CatalogWriter,
        engine: EngineWriter,
        plan: Plan,
        known: Mapping[str, Fingerprint],
        *,
        authorities: Mapping[str, Authority] | None = None,
        anew: bool = False,
    ) -> None:
        self.added = self.changed = self.removed = 0
        self.failures: list[ReadFailure] = []
        self.touched: list[Fingerprint] = []
        self._catalog = catalog
        self._engine = engine
        self._known = known
        self._authorities = authorities or {}
        self._anew = anew
        self._plan = plan
        self._seen: set[str] = set()
        self._unread: set[str] = set()
        self._removed_documents: list[str] = []

    def take(self, batch: Batch) -> None:
        """Write the sources of a batch; what could not be read keeps the version in the index."""
        sources: list[PreparedSource] = []
        for outcome in batch.outcomes:
            if isinstance(outcome, ReadFailure):
                self._fail(batch, outcome)
            elif not self._claim(outcome.fingerprint):
                self._fail(batch, _same_name(batch, outcome.fingerprint))
            elif isinstance(outcome, Unchanged):
                self._touch(outcome.fingerprint)
            else:
                sources.append(outcome)
        replaced = [source.source.id for source in sources if source.source.id in self._known]
        self._remove(replaced)
        self.changed += len(replaced)
        self.added += len(sources) - len(replaced)
        for source in sources:
            self._add(source)

    def finish(self) -> None:
        """Take out the sources that are gone: in the index, covered by the run, and not found again."""
        gone = self._plan.candidates - self._seen - self._unread
        self._remove(gone)
        self.removed += len(gone)
        if not self._anew:
            # At once: an engine may have to look through all it has for them.
            self._engine.delete_documents(self._removed_documents)

    def carry_over(self, committed: CatalogReader) -> None:
        """Give an engine that started empty what stays as it is in the catalog."""
        standing = (self._plan.standing | self._unread) - self._seen
        for source_id in sorted(standing):
            fingerprint = self._known[source_id]
            for document in committed.source_documents(source_id):
                passages = committed.document_passages(document.id)
                named = self._named(document, fingerprint.root)
                self._engine.add(engine_entries(fingerprint.file_name, named, passages))

    def has_changes(self) -> bool:
        """Whether any source was added, changed or removed."""
        return bool(self.added or self.changed or self.removed)

    def _claim(self, fingerprint: Fingerprint) -> bool:
        """Whether the source may be taken in: no other one of its name stands or was read before it."""
        if fingerprint.source_id in self._seen or fingerprint.source_id in self._plan.standing:
            return False
        self._seen.add(fingerprint.source_id)
        return True

    def _touch(self, fingerprint: Fingerprint) -> None:
        if fingerprint != self._known[fingerprint.source_id]:
            self.touched.append(fingerprint)

    def _fail(self, batch: Batch, failure: ReadFailure) -> None:
        """Note the failure; the file's sources that are not read stay, for which of them it was cannot be told."""
        self.failures.append(failure)
        self._unread.update(self._plan.indexed.get(batch.job.file.path, ()))

    def _add(self, prepared: PreparedSource) -> None:
        self._catalog.add_source(prepared.source, prepared.fingerprint, prepared.segmenter)
        documents = [self._named(document, prepared.fingerprint.root) for document in prepared.documents]
        self._catalog.add_documents(documents)
        for document, packed, mail in zip(documents, prepared.fingerprints, prepared.mail, strict=True):
            if packed:
                self._catalog.add_fingerprints(document.id, packed)
            if mail:
                self._catalog.add_mail(document, mail)
        tokens = prepared.tokens or [()] * len(documents)
        for document, passages, its_tokens in zip(documents, prepared.passages, tokens, strict=True):
            self._catalog.add_passages(passages)
            self._engine.add(engine_entries(prepared.fingerprint.file_name, document, passages, its_tokens))

    def _named(self, document: Document, root: str) -> Document:
        """The document with the names that hold below the root it was found under."""
        return self._authorities.get(root, NO_AUTHORITY).applied(document)

    def _remove(self, source_ids: Collection[str]) -> None:
        if source_ids:
            self._removed_documents.extend(self._catalog.document_ids(source_ids))
            self._catalog.remove_sources(source_ids)


def _same_name(batch: Batch, fingerprint: Fingerprint) -> ReadFailure:
    reason = f"another source is named {fingerprint.name!r} already; rename one of them"
    return ReadFailure(place_of(batch.job.file, fingerprint.name), reason)
