"""A real cluster that loses nodes while it is searched and written to, and runs that are cut off."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from search.analysis import Analyzer
from search.catalog import opening
from search.engines.base import Engine, EngineRequest, EngineResponse, IndexedPassage
from search.engines.opensearch import Address, OpenSearchEngine, bulk, maintenance
from search.errors import EngineUnavailableError
from search.querytree import Everything, Term
from search.settings import Settings
from tests.contract.corpus import passages_of
from tests.reliability.indexes import Dossier, contents, faults
from tests.reliability.killing import is_killed_after, kill_oneself
from tests.services.opensearch import TEST_INDEXES, OpenSearchCluster

DOCUMENTS = 300
NODE_TIMEOUT_S = 120.0


def letters(name: str, count: int) -> list[IndexedPassage]:
    """Documents of two passages; every one has the word `ferry`."""
    return [
        passage
        for number in range(count)
        for passage in passages_of(f"{name}{number:04d}", ["The ferry sails.", f"Ferry number {number}."])
    ]


def engine_on(cluster: OpenSearchCluster, name: str, *, replicas: int = 1) -> OpenSearchEngine:
    """An engine that knows all nodes, with an index of that name."""
    address = Address(cluster.urls, index=f"{TEST_INDEXES}-{name}", shards=3, replicas=replicas)
    return OpenSearchEngine(address, Analyzer("english"))


def commit(engine: Engine, generation: int, passages: list[IndexedPassage]) -> None:
    with engine.writer() as writer:
        writer.add(passages)
        writer.commit(generation)


@dataclass
class Load:
    """Searches that go on in threads until they are told to stop; what they answered, and what they raised."""

    search: Callable[[], EngineResponse]
    answers: list[EngineResponse] = field(default_factory=list)
    errors: list[EngineUnavailableError] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self.answers.append(self.search())
            except EngineUnavailableError as error:
                self.errors.append(error)

    def wait_for(self, count: int) -> None:
        """Return once there are that many further answers."""
        wanted = len(self.answers) + count
        deadline_s = time.monotonic() + NODE_TIMEOUT_S
        while len(self.answers) < wanted:
            assert time.monotonic() < deadline_s, f"no answers any more; the last error: {self.errors[-1:]}"
            time.sleep(0.01)


@pytest.fixture
def load() -> Iterator[Callable[[Callable[[], EngineResponse]], Load]]:
    """Starts searches in two threads, and ends them after the test."""
    started: list[tuple[Load, list[threading.Thread]]] = []

    def start(search: Callable[[], EngineResponse]) -> Load:
        load = Load(search)
        threads = [threading.Thread(target=load.run) for _ in range(2)]
        started.append((load, threads))
        for thread in threads:
            thread.start()
        return load

    yield start
    for load_, threads in started:
        load_.stopped.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("node", [0, 2], ids=["the first node", "the last node"])
def test_searches_go_on_while_a_node_is_lost_and_miss_nothing(
    opensearch_cluster: OpenSearchCluster, load: Callable[[Callable[[], EngineResponse]], Load], node: int
) -> None:
    engine = engine_on(opensearch_cluster, f"searched-{node}")
    commit(engine, 1, letters("a", DOCUMENTS))
    opensearch_cluster.wait_for_green()
    running = load(lambda: engine.search(EngineRequest(Term("text", "ferri"))))
    running.wait_for(10)

    opensearch_cluster.kill_node(node)
    running.wait_for(50)

    running.stopped.set()
    with pytest.raises(URLError):
        urlopen(opensearch_cluster.urls[node], timeout=NODE_TIMEOUT_S)
    assert {(one.passages, one.documents, one.generation) for one in running.answers} == {(2 * DOCUMENTS, DOCUMENTS, 1)}
    assert running.errors == []
    assert len(list(engine.passage_ids())) == 2 * DOCUMENTS


def test_writing_goes_on_while_a_node_is_lost_and_loses_nothing(opensearch_cluster: OpenSearchCluster) -> None:
    engine = engine_on(opensearch_cluster, "written")
    before, after = letters("a", DOCUMENTS), letters("b", DOCUMENTS)
    commit(engine, 1, before)
    opensearch_cluster.wait_for_green()

    with engine.writer() as writer:
        writer.add(after[:DOCUMENTS])
        opensearch_cluster.kill_node(1)
        writer.add(after[DOCUMENTS:])
        writer.delete_documents(["a0000"])
        writer.commit(2)

    expected = sorted(passage.id for passage in [*before[2:], *after])
    assert sorted(engine.passage_ids()) == expected
    opensearch_cluster.revive()
    assert sorted(engine.passage_ids()) == expected


def test_an_index_without_copies_that_loses_a_node_is_unavailable_and_never_short(
    opensearch_cluster: OpenSearchCluster,
) -> None:
    engine = engine_on(opensearch_cluster, "single", replicas=0)
    commit(engine, 1, letters("a", DOCUMENTS))
    assert engine.search(EngineRequest(Everything())).passages == 2 * DOCUMENTS

    opensearch_cluster.kill_node(2)  # three shards on three nodes: one of them is gone

    with pytest.raises(EngineUnavailableError, match="OpenSearch at"):
        engine.search(EngineRequest(Everything()))
    opensearch_cluster.revive()
    assert engine.search(EngineRequest(Everything())).passages == 2 * DOCUMENTS


@pytest.fixture
def cluster_dossier(dossier: Dossier, opensearch_url: str, postgres_database: str) -> Dossier:
    """The dossier of this folder's tests, to be indexed on OpenSearch and PostgreSQL."""
    settings = Settings(
        corpus=dossier.settings.corpus,
        index=dossier.settings.index,
        engine="opensearch",
        catalog_url=postgres_database,
        opensearch_url=(opensearch_url,),
        opensearch_index=f"{TEST_INDEXES}-{postgres_database.rpartition('/')[2]}",
    )
    return Dossier(dossier.corpus, settings)


def test_a_dossier_on_a_cluster_holds_what_one_on_files_holds(dossier: Dossier, cluster_dossier: Dossier) -> None:
    dossier.index()
    cluster_dossier.index()
    on_files, on_cluster = contents(dossier.settings), contents(cluster_dossier.settings)
    scores, others = on_cluster.pop("scores"), on_files.pop("scores")
    assert on_cluster == on_files
    assert dict(scores) == pytest.approx(dict(others), rel=1e-6)  # type: ignore[call-overload]
    assert faults(cluster_dossier.settings) == ()


def die_at(patch: pytest.MonkeyPatch, moment: str) -> None:
    """End this process as soon as a run has done that, once it has sent changes."""
    sent: list[object] = []
    owner = bulk.BulkSender if moment == "_send" else maintenance.Maintenance
    send, original = bulk.BulkSender._send, getattr(owner, moment)

    def note(sender: bulk.BulkSender, changes: list[bulk.Change]) -> list[bulk.Change]:
        sent.extend(changes)
        return send(sender, changes)

    def do_and_die(*arguments: object) -> object:
        sent.extend(arguments[1] if moment == "_send" else ())
        done = original(*arguments)
        if sent:
            kill_oneself()
        return done

    patch.setattr(bulk.BulkSender, "_send", note)
    patch.setattr(owner, moment, do_and_die)


@pytest.mark.parametrize(
    ("moment", "is_new"), [("_send", False), ("show_rows", False), ("point_alias", True), ("purge", True)]
)
def test_a_run_killed_on_its_way_leaves_the_old_state_or_the_new_and_the_next_one_mends_it(
    cluster_dossier: Dossier, moment: str, *, is_new: bool
) -> None:
    cluster_dossier.index()
    old = contents(cluster_dossier.settings)
    cluster_dossier.write("letters/1.txt", "Harbour House, 4 May 2014\n\nDear Sir,\n\nThe ferry sails.\n\nAda Marsh\n")
    cluster_dossier.write("further.txt", "Report\n\nThe ferry was seen off the coast.")

    def run_and_die() -> None:
        with pytest.MonkeyPatch.context() as patch:
            die_at(patch, moment)
            cluster_dossier.index()

    assert is_killed_after(run_and_die, NODE_TIMEOUT_S)
    assert (contents(cluster_dossier.settings) != old) is is_new
    cluster_dossier.index()
    assert faults(cluster_dossier.settings) == ()
    mended = contents(cluster_dossier.settings)
    cluster_dossier.index(rebuild=True)
    assert contents(cluster_dossier.settings) == mended


def test_an_index_whose_catalog_is_of_an_older_version_is_rebuilt_by_the_next_run(
    cluster_dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", "0")
    cluster_dossier.index()
    monkeypatch.undo()
    summary = cluster_dossier.index()
    assert any("schema version 0" in note for note in summary.notes)
    assert faults(cluster_dossier.settings) == ()


def test_a_cluster_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    engine = OpenSearchEngine(Address(("http://127.0.0.1:9",)), Analyzer("english"))
    with pytest.raises(EngineUnavailableError, match=r"OpenSearch at http://127\.0\.0\.1:9 cannot be used"):
        engine.generation()
