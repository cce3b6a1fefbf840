"""An index made in a test: run the indexer over a folder, and say all that the index then holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from indexer.cli import main
from indexer.run.progress import SilentReporter
from indexer.run.summary import RunSummary
from indexer.run.sync import RunRequest, synchronize
from indexer.upkeep.verification import verify
from search.catalog import open_catalog
from search.engines import open_engine
from search.engines.base import EngineRequest
from search.querytree import Everything, Term
from search.searcher import Searcher, open_searcher
from search.settings import Settings

MOST_HITS = 10_000
EMBEDDED = ("whoosh", "tantivy")
Contents = dict[str, object]


@dataclass(frozen=True)
class Dossier:
    """A folder with sources, and an index of it beside."""

    corpus: Path
    settings: Settings

    def index(self, *named: Path, rebuild: bool = False, forget: tuple[Path, ...] = (), workers: int = 1) -> RunSummary:
        """Run the indexer; without a path, over all that is remembered, at first the corpus."""
        request = RunRequest(named=named, forgotten=forget, rebuild=rebuild, workers=workers)
        return synchronize(self.settings, request, SilentReporter())

    def write(self, name: str, text: str) -> Path:
        """A file of the corpus with that text."""
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def searcher(self) -> Searcher:
        """A searcher over the index."""
        return open_searcher(self.settings)

    def flori(self, *arguments: str) -> Result:
        """What the command does with the index and its corpus."""
        settings = self.settings
        given = {"FLORI_INDEX": settings.index, "FLORI_ENGINE": settings.engine, "FLORI_CORPUS": self.corpus}
        return CliRunner().invoke(main, arguments, env={name: str(value) for name, value in given.items()})


def dossier_in(folder: Path, engine: str = "whoosh") -> Dossier:
    """An empty dossier with its index beside, both below the folder."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    return Dossier(corpus, Settings(corpus=(corpus,), index=folder / "index", engine=engine))


def folder_bytes(folder: Path) -> int:
    """What all files below a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def contents(settings: Settings) -> Contents:
    """All that can be seen of an index, but for generation, times and places: equal for equal dossiers."""
    catalog = open_catalog(settings.catalog_address)
    engine = open_engine(settings)
    try:
        with catalog.at(engine.generation()) as reader:
            sources = []
            for source_id in reader.source_ids():
                source = reader.source(source_id)
                assert source is not None
                documents = [
                    (asdict(document), reader.document_passages(document.id))
                    for document in reader.source_documents(source_id)
                ]
                sources.append((source.id, source.name, source.title, source.text, documents))
            runs = {
                run for source in sources for document, _ in source[4] for run in reader.shared_runs(document["id"])
            }
            alike = list(reader.alike_passages())
            failures = [(Path(failure.path).name, failure.reason) for failure in reader.failures()]
        everything = engine.search(EngineRequest(Everything(), limit=MOST_HITS))
        word = engine.search(EngineRequest(Term("text", "ferri"), limit=MOST_HITS))
        # Without exact statistics, what was deleted still counts until its segment is merged.
        exact = engine.capabilities.exact_statistics
        return {
            "sources": sources,
            "failures": failures,
            "copies": (runs, alike),
            "passages": sorted(engine.passage_ids()),
            "hits": [hit.passage_id for hit in everything.hits],
            "facets": everything.facets,
            "dates": everything.dates,
            "scores": [(hit.passage_id, round(hit.score, 9)) for hit in word.hits] if exact else None,
        }
    finally:
        engine.close()
        catalog.close()


def faults(settings: Settings) -> tuple[str, ...]:
    """What `flori verify` finds wrong."""
    catalog = open_catalog(settings.catalog_address)
    engine = open_engine(settings)
    try:
        with catalog.at(engine.generation()) as reader:
            return (*engine.check_files().faults, *verify(reader, engine).faults)
    finally:
        engine.close()
        catalog.close()
